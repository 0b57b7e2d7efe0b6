import { deedWords } from '../audit-words.ts';
import { dayAndHour, wallClock } from '../calendar.ts';
import type { Fair } from '../fair.ts';
import { csvTable, type Report } from './files.ts';

/** The audit log for a page, and as a file that can be verified elsewhere. */

export interface AuditLine {
  readonly number: number;
  readonly ms: number;
  readonly did: string;
  readonly about: string;
  /** The text that was hashed, and its hash. */
  readonly text: string;
  readonly hash: string;
}

export interface AuditLog {
  /** Whether the chain of hashes is unbroken. */
  readonly whole: boolean;
  /** The oldest first. */
  readonly lines: readonly AuditLine[];
  /** How many of the newest a page shows; all if absent. */
  readonly shown?: number;
}

/** The newest first. */
export function auditView(
  { utcOffsetMinutes }: Pick<Fair, 'utcOffsetMinutes'>,
  { whole, lines, shown = lines.length }: AuditLog,
) {
  return {
    whole,
    entries: lines
      .toReversed()
      .slice(0, shown)
      .map(({ ms, did, about }) => ({
        at: { day: dayAndHour(ms, utcOffsetMinutes).day, time: wallClock(ms, utcOffsetMinutes) },
        did,
        about,
      })),
  };
}

export function auditFile(
  { id, utcOffsetMinutes }: Pick<Fair, 'id' | 'utcOffsetMinutes'>,
  lines: readonly AuditLine[],
): Report {
  const rows = lines.map(({ number, ms, did, about, text, hash }) => [
    number,
    `${dayAndHour(ms, utcOffsetMinutes).day} ${wallClock(ms, utcOffsetMinutes)}`,
    deedWords(did).zh,
    about,
    text,
    hash,
  ]);
  const columns = ['序号', '时间', '操作', '内容', '原文', '校验'].map(
    (heading) => [heading, 16] as const,
  );
  const end = lines.at(-1)?.hash.slice(0, 12) ?? 'empty';
  return {
    name: `chunfeng-${id}-audit-${end}.csv`,
    bytes: new TextEncoder().encode(csvTable({ name: '操作记录', columns, rows })),
  };
}
