import { isForGood } from '../../shared/sync/for-good.ts';
import type { Branch } from './waiting.ts';
import { keyOf, type Progress } from './progress.ts';

/**
 * What a hub could not hand on in its last round, by station. The server above may take it later; or it never will,
 * and the person who destroys the hub's data is told first (P136).
 */

export interface HeldBranch {
  readonly fair: string;
  readonly slot: number;
  /** Null where the server above has not said since this start what it has. */
  readonly facts: number | null;
  /** What the hub has of it: no more than that is missing above. */
  readonly most: number;
  /** Sealed boxes of the station that are not above. */
  readonly boxes: number;
  readonly why: string;
}

export interface RefusedBranch {
  readonly branch: Branch;
  readonly boxes: number;
  readonly why: string;
}

export function openHeld() {
  /** Of the last round that reached the server above; undefined before it, and while nothing gets there. */
  let held: readonly HeldBranch[] | undefined;
  return {
    waiting: ({ why }: { readonly why: string }) =>
      ({ at: 'waiting', why, held: held ?? [] }) as const,
    of: (fair: string): readonly HeldBranch[] => (held ?? []).filter((each) => each.fair === fair),
    /** Nothing of the fair waits here that the server above may still take: one set up again learns of it later. */
    mayArchive: (fair: string): boolean =>
      held?.every(
        (each) => each.fair !== fair || (isForGood(each.why) && each.why !== 'no-such-fair'),
      ) ?? false,
    after(progress: Progress, refused: readonly RefusedBranch[]): void {
      held = heldBack(progress, refused);
    },
    lost(): void {
      held = undefined;
    },
  };
}

/** Fairs of which the server above takes any branch, with which orders of erasure go up. */
export const carriersOf = (
  branches: readonly Branch[],
  refused: readonly RefusedBranch[],
): ReadonlySet<string> =>
  new Set(
    branches
      .filter((branch) => !refused.some((each) => each.branch === branch && isForGood(each.why)))
      .map(({ fair }) => fair),
  );

/** A reason that may pass before one that stays. */
export function firstOf(refused: readonly RefusedBranch[]): { readonly why: string } | undefined {
  const [first] = refused.toSorted(byHope);
  return first && { why: first.why };
}

const byHope = (a: { readonly why: string }, b: { readonly why: string }): number =>
  Number(isForGood(a.why)) - Number(isForGood(b.why));

/** All branches of a station under one line; a reason that may pass is the one that counts. */
function heldBack(progress: Progress, refused: readonly RefusedBranch[]): HeldBranch[] {
  const held = refused.map((each) => heldBranch(progress, each));
  const stations = Map.groupBy(held, ({ fair, slot }) => `${fair}/${slot}`);
  return [...stations.values()].flatMap((each) => {
    const [first] = each.toSorted(byHope);
    const counts = each.flatMap(({ facts }) => facts ?? []);
    const isKnown = counts.length === each.length;
    const most = sum(each.map((branch) => branch.most));
    return first ? [{ ...first, most, facts: isKnown ? sum(counts) : null }] : [];
  });
}

function heldBranch({ acked }: Progress, { branch, boxes, why }: RefusedBranch): HeldBranch {
  const { fair, slot, from, head } = branch;
  const known = acked.get(keyOf(branch))?.seq;
  const facts = known === undefined ? null : Math.max(0, head.seq - known);
  return { fair, slot, why, facts, boxes, most: head.seq - from.seq };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
