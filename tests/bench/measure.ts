import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, type Figure, judge, type Judgement, type Scale } from './figure.ts';

/** Runs figures one after another; a failure does not stop the others. */

export type Verdict =
  | {
      readonly kind: 'measured';
      readonly value: number;
      readonly note: string;
      readonly judgement: Judgement;
      readonly cells?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Runs one figure in its own temporary folder. */
export async function verdictOf(
  figure: Figure,
  scale: Scale,
  given: Omit<Bench, 'folder'>,
): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-bench-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const stop = (): void => {
    void remove().finally(() => process.exit(130));
  };
  process.once('SIGINT', stop);
  try {
    const measured = await figure.measure({ ...given, folder }, scale);
    if ('skipped' in measured) return { kind: 'skipped', why: measured.skipped };
    const { value, note, cells } = measured;
    if (Number.isNaN(value)) return { kind: 'failed', why: 'it measured nothing' };
    return {
      kind: 'measured',
      value,
      note,
      judgement: judge(figure, value, scale),
      ...(cells && { cells }),
    };
  } catch (error) {
    return { kind: 'failed', why: (error instanceof Error && error.stack) || String(error) };
  } finally {
    process.off('SIGINT', stop);
    await remove();
  }
}

export function isBad(verdict: Verdict): boolean {
  return verdict.kind === 'failed' || (verdict.kind === 'measured' && verdict.judgement === 'over');
}

export function verdictLines({ name, unit, aim }: Figure, verdict: Verdict): string {
  if (verdict.kind === 'skipped') return `– ${name}  ${verdict.why}`;
  if (verdict.kind === 'failed') return `✗ ${name}  没有量成 failed\n    ${verdict.why}`;
  const { value, note, judgement } = verdict;
  const mark = { within: '✓', slow: '△', over: '✗', 'too small to say': '✓' }[judgement];
  return `${mark} ${name}  ${value.toFixed(3)} ${unit}  (≤ ${aim}, ${judgement})\n    ${note}`;
}
