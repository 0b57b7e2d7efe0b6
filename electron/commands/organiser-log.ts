import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AUDIT_BEGINNING, auditRow, verifyAudit } from '../../shared/audit-chain.ts';
import { jsonOf } from '../../shared/json.ts';

/**
 * A log beside the organiser's file: each opening of its keys in a terminal, and by which command.
 * Entries are hash-chained, so that a removed entry shows.
 */

const lineSchema = z.object({ text: z.string(), hash: z.string() });
const entrySchema = z.object({ number: z.int(), prev: z.string() });

export const logOf = (organiserFile: string): string => `${organiserFile}.log`;

async function linesOf(organiserFile: string) {
  const text = await readFile(logOf(organiserFile), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(jsonOf(line)));
}

export async function noteOpening(
  organiserFile: string,
  command: string,
  ms: number,
): Promise<void> {
  const lines = await linesOf(organiserFile);
  const row = auditRow({
    number: lines.length + 1,
    ms,
    prev: lines.at(-1)?.hash ?? AUDIT_BEGINNING,
    deed: { did: 'keys-opened', by: command },
  });
  await appendFile(logOf(organiserFile), `${JSON.stringify(row)}\n`, { mode: 0o600 });
}

/**
 * The number of openings; or the first line that was changed, or that has a missing line before it.
 */
export async function verifyOpenings(
  organiserFile: string,
): Promise<ReturnType<typeof verifyAudit>> {
  const lines = await linesOf(organiserFile);
  return verifyAudit(lines.map((line) => ({ ...line, ...entrySchema.parse(jsonOf(line.text)) })));
}
