import type { Check, Finding, Patient } from './check.ts';
import { look } from './check.ts';
import { say, type Words } from '../../shared/say.ts';

export interface Examined {
  readonly check: string;
  readonly about: Words;
  readonly state: Finding['state'];
  readonly zh: string;
  readonly en: string;
}

/** A check that breaks is a finding, so that the others still speak. */
export async function examine(
  checks: readonly Check[],
  patient: Patient,
): Promise<readonly Examined[]> {
  const all: Examined[] = [];
  for (const { name, about, run } of checks) {
    const findings = await run(patient).catch((error: unknown) => [broken(error)]);
    for (const { state, words } of findings) all.push({ check: name, about, state, ...words });
  }
  return all;
}

function broken(error: unknown): Finding {
  const why = error instanceof Error ? error.message : String(error);
  return look(say(`没能查成：${why}`, `this could not be looked at: ${why}`));
}

const signs = { well: '✓', look: '！', mend: '✗' } as const;

export function reportOf(examined: readonly Examined[]): string {
  return examined
    .map(
      ({ about, state, zh, en }) => `${signs[state]} ${about.zh} ${about.en}\n    ${zh}\n    ${en}`,
    )
    .join('\n');
}
