import { z } from 'zod';
import { canonicalText } from './canonical.ts';
import { incarnationSchema, slotSchema } from './facts.ts';
import type { Fair } from './fair.ts';
import { fail, ok, type Result } from './result.ts';
import { judgeTime, signedTimeSchema } from './signed-time.ts';

/**
 * What a machine says of its own destruction (P137): signed by its station's key before that key goes, and sent
 * afterwards. It is a machine's word, and no proof.
 */

export const DESTROYED_DOMAIN = 'chunfeng/destroyed/1';

export const destroyedSchema = z.strictObject({
  v: z.literal(1),
  slot: slotSchema,
  /** The organiser's: before it nobody can say this. */
  time: signedTimeSchema,
  /** Where each incarnation of its chain ended: what goes on after that comes from another machine. */
  heads: z
    .array(z.strictObject({ incarnation: incarnationSchema, seq: z.int().min(0) }))
    .max(2_000),
  /** Its facts that no server had; null where it could not tell. */
  unsent: z.int().min(0).nullable(),
  signature: z.base64url(),
});
export type Destroyed = z.infer<typeof destroyedSchema>;

export const destroyedReportSchema = z.strictObject({
  /** By the server's clock. */
  atMs: z.int(),
  said: destroyedSchema,
});
export type DestroyedReport = z.infer<typeof destroyedReportSchema>;

export const destroyedAnswerSchema = z.strictObject({ told: z.array(destroyedReportSchema) });

export const destroyedText = ({
  slot,
  time,
  heads,
  unsent,
}: Omit<Destroyed, 'signature'>): string =>
  canonicalText({ fair: time.fair, ms: time.ms, slot, heads, unsent });

export const destroyedFaults = [
  'other-fair',
  'forged',
  'too-early',
  'no-such-station',
  'revoked',
] as const;
export type DestroyedFault = { readonly kind: (typeof destroyedFaults)[number] };

/** Nothing is taken from a slot that was revoked, as with its facts (P46). */
export function judgeDestroyed(
  fair: Fair,
  said: Destroyed,
  isSigned: (domain: string, text: string, signature: string, publicKey: string) => boolean,
): Result<Destroyed, DestroyedFault> {
  const end = judgeTime(fair, said.time, isSigned);
  if (!end.ok) return fail({ kind: end.fault.kind });
  const station = fair.stations.find(({ slot }) => slot === said.slot);
  if (!station) return fail({ kind: 'no-such-station' });
  if (fair.revoked.includes(said.slot)) return fail({ kind: 'revoked' });
  const isOwn = isSigned(DESTROYED_DOMAIN, destroyedText(said), said.signature, station.passKey);
  return isOwn ? ok(said) : fail({ kind: 'forged' });
}

/** Beyond all facts that came of its slot, and beyond what it says that it did not send: nothing shows that they exist. */
export const namesMore = (said: Pick<Destroyed, 'heads' | 'unsent'>, came: number): boolean =>
  said.unsent !== null && lastSeq(said) - said.unsent > came;

/**
 * Whether a report counts in place of another of its slot: the furthest that names no more than came, so that no
 * made-up end keeps out a true one; where both name more, the nearest.
 */
export function countsBefore(said: Destroyed, other: Destroyed, came: number): boolean {
  const [own, others] = [lastSeq(said), lastSeq(other)];
  if (own > came) return others > own;
  return others > came || own > others;
}

export const lastSeq = ({ heads }: Pick<Destroyed, 'heads'>): number =>
  heads.reduce((most, { seq }) => Math.max(most, seq), 0);
