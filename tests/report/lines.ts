import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from './outcome.ts';

/** The lines that `npm test` prints. */

const MESSAGE_LINES = 12;
const SLOWEST = 10;

export interface Part {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Absent where the part has no tests, or ended before it could report them. */
  readonly outcomes?: readonly Outcome[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A part without tests counts as one check. */
export function countsOf({ ok, outcomes }: Part): Counts {
  const count = (state: Outcome['state']): number =>
    outcomes?.filter((outcome) => outcome.state === state).length ?? 0;
  return {
    passed: outcomes ? count('passed') : Number(ok),
    failed: Math.max(count('failed'), Number(!ok)),
    skipped: count('skipped'),
  };
}

export function sumLine(counts: Counts, ms: number): string {
  const { passed, failed, skipped } = counts;
  const minutes = `${(ms / 60_000).toFixed(1)} 分钟 minutes`;
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} · ${minutes}`;
}

/** One line where all passed, followed by the reasons for skipped tests, each once. */
export function partLines(part: Part): string[] {
  const { name, ok, ms, outcomes = [] } = part;
  const reasons = new Set(
    outcomes.filter(({ state }) => state === 'skipped').map(({ message }) => message),
  );
  return [
    `${ok ? '✓' : '✗'} ${name} · ${sumLine(countsOf(part), ms)}`,
    ...outcomes.filter(({ state }) => state === 'failed').flatMap(failureLines),
    ...[...reasons].map((reason) => `– ${reason}`),
  ];
}

function failureLines({ file, name, message, pictures }: Outcome): string[] {
  const said = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [
    `  ✗ ${[file, name].filter(Boolean).join(' > ')}`,
    ...said.slice(0, MESSAGE_LINES).map((line) => `      ${line}`),
    ...(said.length > MESSAGE_LINES ? ['      …'] : []),
    ...pictures.map((picture) => `      → ${picture}`),
  ];
}

export function slowestLines({ name, outcomes = [] }: Part): string[] {
  const slowest = outcomes.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  if (slowest.length === 0) return [];
  return [
    `最慢 slowest: ${name}`,
    ...slowest.map(
      ({ ms, file, name: test }) => `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${file} > ${test}`,
    ),
  ];
}
