import { intentSteps } from '../codes.ts';
import { type FactOf, type FactRef, refOf } from '../facts.ts';
import { compareFacts } from './standing.ts';

type Intent = FactOf<'intent'>;

export interface NewestIntent {
  readonly intent: Intent;
  /** Two stations wrote without knowing of each other; the later one by stamp stands. */
  readonly concurrent: boolean;
}

/**
 * The newest of a person's intents at one booth: the one that no other follows. An intent follows what it
 * names and what that named, even through one that was taken back. So an undo restores the one before, and
 * order of receipt never matters.
 */
export function newestIntent(
  standing: readonly Intent[],
  everWritten: readonly Intent[],
): NewestIntent | undefined {
  const byRef = new Map(everWritten.map((intent) => [refOf(intent), intent]));
  const followed = new Set<FactRef>();
  const follow = (intent: Intent): void => {
    for (const ref of intent.what.supersedes) {
      if (followed.has(ref)) continue;
      followed.add(ref);
      const before = byRef.get(ref);
      if (before) follow(before);
    }
  };
  standing.forEach(follow);
  const heads = standing.filter((intent) => !followed.has(refOf(intent))).toSorted(compareFacts);
  const intent = heads.at(-1);
  return intent && { intent, concurrent: heads.length > 1 };
}

/** What a new intent of the same person at the same booth must name: those that no other follows. */
export function followable(standing: readonly Intent[]): FactRef[] {
  const followed = new Set(standing.flatMap(({ what }) => what.supersedes));
  return standing
    .toSorted(compareFacts)
    .map(refOf)
    .filter((ref) => !followed.has(ref));
}

/** 初步意向 or firmer; a declined one does not count. */
export function countsAsIntent(step: Intent['what']['step']): boolean {
  return step !== 'declined' && firmness(step) >= firmness('first');
}

/** Below all others for one that only a newer version knows. */
function firmness(step: string): number {
  return intentSteps.findIndex((known) => known.code === step);
}
