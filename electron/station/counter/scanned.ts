import type { RefusalAtCounter } from '../../../shared/contract/counter.ts';
import type { Fair } from '../../../shared/fair.ts';
import { blankReader } from '../keys/blank-passes.ts';
import { boothCardReader, type Commanded } from '../keys/booth-cards.ts';
import { passReader } from '../keys/pass-reader.ts';
import type { Scan } from '../reader/scan.ts';
import { type Who, whoShows } from './who.ts';

/** What a scan at a counter means. */
export type Scanned =
  | { readonly is: 'repeat' }
  | { readonly is: 'refused'; readonly why: RefusalAtCounter }
  | { readonly is: 'card'; readonly card: Commanded }
  | { readonly is: 'person'; readonly who: Who };

/** Longer than a scanner's beep, shorter than the pause between two intended scans. */
const REPEAT_MS = 1_000;

/** Many scanners repeat a code while it lies in front of them: treat that as one scan. */
function repeats(now: () => number) {
  const last = new Map<string, { readonly text: string; readonly atMs: number }>();
  return function isRepeat(reader: string, text: string): boolean {
    const before = last.get(reader);
    const atMs = now();
    last.set(reader, { text, atMs });
    return before?.text === text && Math.abs(atMs - before.atMs) < REPEAT_MS;
  };
}

export function scanReader(
  fair: Fair,
  /** Also of a revision that waits until nobody is served. */
  revoked: () => readonly number[],
  isErased: (pseudonym: string) => boolean,
  now: () => number,
) {
  const passes = { readPass: passReader(fair, revoked), readBlank: blankReader(fair), isErased };
  const readCard = boothCardReader(fair);
  const isRepeat = repeats(now);
  return function read(scan: Scan, reader: string): Scanned {
    if (scan.kind !== 'code') return { is: 'refused', why: whyNoCode(scan) };
    if (isRepeat(reader, scan.text)) return { is: 'repeat' };
    const card = readCard(scan.text);
    if (card?.ok) return { is: 'card', card: card.value };
    const who = card ?? whoShows(scan.text, passes);
    return who.ok ? { is: 'person', who: who.value } : { is: 'refused', why: who.fault.kind };
  };
}

/** Cards of any sort belong at an entrance. */
function whyNoCode(scan: Exclude<Scan, { kind: 'code' }>): RefusalAtCounter {
  if (scan.kind === 'id-card') return 'id-card';
  switch (scan.fault) {
    case 'code-unreadable':
    case 'reader-fault':
      return scan.fault;
    case 'wrong-card':
    case 'card-unreadable':
    case 'card-moved':
      return 'id-card';
  }
}
