import { rightsTaken } from './authority.ts';
import { canonicalText } from './canonical.ts';
import type { Sha256 } from './chain.ts';
import type { Fair } from './fair.ts';
import { hearsAfter } from './machines/hears.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The revisions of a fair are one chain: each names the hash of every one before it, so that no machine
 * takes a revision that somebody made from an older copy (P40 to P46).
 */

export interface Revision {
  readonly fair: Fair;
  /** The SHA-256 of its text. */
  readonly hash: string;
}

export const successionFaults = [
  'older',
  'other-revision',
  'other-history',
  'undoes-revocation',
  /** What a slot has written under its rights would no longer count (P12). */
  'takes-rights',
] as const;
export interface SuccessionFault {
  readonly kind: (typeof successionFaults)[number];
  readonly revision: number;
}

/** Whether organisers must look at it: two of them made different revisions. */
export const isSplit = ({ kind }: { readonly kind: string }): boolean =>
  kind === 'other-revision' || kind === 'other-history' || kind === 'undoes-revocation';

/** Whether `next` may take the place of the known revision, whose signature has been verified too. */
export function succession(
  known: Revision,
  next: Revision,
): Result<'same' | 'later', SuccessionFault> {
  const { revision } = next.fair;
  const refused = (kind: SuccessionFault['kind']) => fail({ kind, revision });
  if (next.hash === known.hash) return ok('same');
  if (revision < known.fair.revision) {
    return refused(isBefore(next, known) ? 'older' : 'other-revision');
  }
  if (revision === known.fair.revision) return refused('other-revision');
  if (!isBefore(known, next)) return refused('other-history');
  const trusted = new Set([...next.fair.revoked, ...(next.fair.reinstated ?? [])]);
  if (!known.fair.revoked.every((slot) => trusted.has(slot))) return refused('undoes-revocation');
  return rightsTaken(known.fair, next.fair) === undefined ? ok('later') : refused('takes-rights');
}

/** Whether the later revision names the earlier one. */
function isBefore(earlier: Revision, { fair }: Revision): boolean {
  const { history, settles = [] } = fair;
  if (settles.includes(earlier.hash)) return true;
  const named = history?.find(({ revision }) => revision === earlier.fair.revision);
  if (named) return named.hash === earlier.hash;
  // A fair that began before revisions named each other has only their numbers, up to its first list.
  return (
    earlier.fair.history === undefined &&
    (history?.[0]?.revision ?? Infinity) > earlier.fair.revision
  );
}

/** Without its signed text: a fair of our own schema has one text. */
export function revisionOf(fair: Fair, digest: Sha256, text = canonicalText(fair)): Revision {
  return { fair, hash: digest(text) };
}

export interface Change {
  readonly revoked?: readonly number[];
  /** Slots that are trusted again. */
  readonly reinstated?: readonly number[];
  /** Another machine stands in for a slot's. */
  readonly replaced?: readonly { readonly slot: number; readonly by: number }[];
}

/** What the next revision says of those before it. Each list only grows, but for what is reinstated by name. */
export function successor(
  { fair, hash }: Revision,
  { revoked = [], reinstated = [], replaced = [] }: Change,
  settled?: Revision,
) {
  const again = new Set(reinstated);
  const all = [...fair.revoked, ...(settled?.fair.revoked ?? []), ...revoked];
  const everAgain = [
    ...(fair.reinstated ?? []),
    ...(settled?.fair.reinstated ?? []),
    ...reinstated,
  ];
  const allReplaced = [...(fair.replaced ?? []), ...(settled?.fair.replaced ?? []), ...replaced];
  const standIns = new Map(
    allReplaced.filter(({ slot }) => !again.has(slot)).map((each) => [each.slot, each]),
  );
  const settles = [...(fair.settles ?? []), ...(settled ? [settled.hash] : [])];
  const revision = Math.max(fair.revision, settled?.fair.revision ?? 0) + 1;
  const hears = hearsAfter([...(fair.hears ?? []), ...(settled?.fair.hears ?? [])], {
    standIns: [...standIns.values()],
    ended: allReplaced.filter(({ slot }) => again.has(slot)),
    revision,
  });
  return {
    revision,
    history: [...(fair.history ?? []), { revision: fair.revision, hash }],
    revoked: [...new Set(all)].filter((slot) => !again.has(slot)),
    ...(everAgain.length > 0 && { reinstated: [...new Set(everAgain)] }),
    ...(standIns.size > 0 && { replaced: [...standIns.values()] }),
    ...(hears.length > 0 && { hears }),
    ...(settles.length > 0 && { settles }),
  };
}
