import { z } from 'zod';
import { hashOfText } from '../chain.ts';
import { hashSchema, orderIdSchema, pseudonymSchema, slotSchema } from '../facts.ts';
import type { Fair } from '../fair.ts';

/**
 * Orders of erasure. A person asked for one at the entrance that signs it, and it goes to every machine. It
 * names them by digests that cannot be turned back, so that nothing joins a pseudonym to its tombstone once
 * the order itself is gone.
 */

const signature = z.base64url().length(86);

/** No pseudonym ends like this: nobody can be buried under a person. */
const TOMBSTONE_END = 'f'.repeat(16);
const tombstoneSchema = pseudonymSchema.refine((hex) => hex.endsWith(TOMBSTONE_END));

export function tombstoneOf(random: string): string {
  return `${random.slice(0, 16)}${TOMBSTONE_END}`;
}

const ERASURE_DOMAIN = 'chunfeng/erasure/2';

export const erasureSchema = z.strictObject({
  v: z.literal(2),
  by: slotSchema,
  id: orderIdSchema,
  /** Digests of the person's pseudonyms: their own, bound passes, short codes. */
  targets: z.array(hashSchema).min(1).max(400),
  tombstone: tombstoneSchema,
  /** The author's orders are numbered from 1, so that it shows if one is withheld. */
  number: z.int().min(1),
  signature,
});
export type Erasure = z.infer<typeof erasureSchema>;

const OLD_ERASURE_DOMAIN = 'chunfeng/erasure/1';

/** Of stations that are not updated yet. It names the pseudonym. */
export const oldErasureSchema = z.strictObject({
  by: slotSchema,
  pseudonym: pseudonymSchema,
  also: z.array(pseudonymSchema).max(100),
  tombstone: pseudonymSchema,
  stampMs: z.int().min(0),
  signature,
});
export type OldErasure = z.infer<typeof oldErasureSchema>;

export const anyErasureSchema = z.union([erasureSchema, oldErasureSchema]);
export type AnyErasure = z.infer<typeof anyErasureSchema>;

export const isOld = (erasure: AnyErasure): erasure is OldErasure => !('v' in erasure);

/** What an order does. It covers every fact about its targets, whenever and wherever written. */
export interface Order {
  readonly id: string;
  readonly targets: readonly string[];
  readonly tombstone: string;
}

/** With 128 bits behind it, nobody can turn it back. A short code has 40 bits: see P24. */
export function erasedDigest(fair: string, pseudonym: string, digest = hashOfText): string {
  return digest(`chunfeng/erased/1/${fair}/${pseudonym}`);
}

/** An old order has no id of its own. This one follows from the person alone, the same at all machines. */
export function orderOf(fair: string, erasure: AnyErasure): Order {
  if (!isOld(erasure)) return erasure;
  const { pseudonym, also, tombstone } = erasure;
  const targets = [...new Set([pseudonym, ...also])].map((name) => erasedDigest(fair, name));
  return {
    id: hashOfText(`chunfeng/old-order/1/${targets[0] ?? ''}`).slice(0, 32),
    targets,
    tombstone: tombstoneOfOld(tombstone),
  };
}

/** Tombstones of earlier versions looked like pseudonyms. */
export function tombstoneOfOld(tombstone: string): string {
  return tombstoneSchema.safeParse(tombstone).success
    ? tombstone
    : tombstoneOf(hashOfText(`chunfeng/old-tombstone/1/${tombstone}`));
}

export interface ToSign {
  readonly domain: string;
  readonly text: string;
}

export function erasureToSign(fair: string, erasure: Omit<Erasure, 'signature'>): ToSign {
  const { by: author, id, targets, tombstone, number } = erasure;
  const text = `${fair}/${author}/${number}/${id}/${targets.join('+')}/${tombstone}`;
  return { domain: ERASURE_DOMAIN, text };
}

type IsSigned = (domain: string, text: string, signature: string, publicKey: string) => boolean;

/** Only an entrance in force may order an erasure: a person shows their ID card there. */
export const isOrdered = (
  fair: Pick<Fair, 'id' | 'stations' | 'revoked'>,
  erasure: AnyErasure,
  isSigned: IsSigned,
): boolean => isInForce(fair, erasure) && isOfEntrance(fair, erasure, isSigned);

/** Its author is not revoked. */
export const isInForce = (
  { revoked }: Pick<Fair, 'revoked'>,
  { by: author }: AnyErasure,
): boolean => !revoked.includes(author);

/** An entrance signed it, revoked or not: a hub may have taken it before it heard of that. */
export function isOfEntrance(
  fair: Pick<Fair, 'id' | 'stations'>,
  erasure: AnyErasure,
  isSigned: IsSigned,
): boolean {
  const author = fair.stations.find(({ slot }) => slot === erasure.by);
  if (author?.role !== 'entrance') return false;
  const { domain, text } = isOld(erasure)
    ? oldErasureToSign(fair.id, erasure)
    : erasureToSign(fair.id, erasure);
  return isSigned(domain, text, erasure.signature, author.passKey);
}

export function oldErasureToSign(fair: string, erasure: Omit<OldErasure, 'signature'>): ToSign {
  const { by: author, pseudonym, also, tombstone, stampMs } = erasure;
  const text = `${fair}/${author}/${pseudonym}/${also.join('+')}/${tombstone}/${stampMs}`;
  return { domain: OLD_ERASURE_DOMAIN, text };
}
