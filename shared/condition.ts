import { z } from 'zod';
import { type CanonicalObject, canonicalText } from './canonical.ts';
import { printFaultKinds, readerSchema } from './devices.ts';
import { hashSchema } from './facts.ts';
import { roleSchema } from './fair.ts';
import { noticeKinds } from './notices.ts';

/**
 * A station's condition, as it reports it to the server: an organiser sees that a gate has lost its reader
 * before a queue forms. The station signs it, and nothing in it is about a person.
 */

/** Scanners have long names; a longer one must not make the server refuse an upload of facts. */
export const LONGEST_NAME = 120;
export const LONGEST_VERSION = 40;
export const MOST_READERS = 20;

export const batterySchema = z.strictObject({
  percent: z.int().min(0).max(100),
  charging: z.boolean(),
});
export type Battery = z.infer<typeof batterySchema>;

export const conditionSchema = z.strictObject({
  /** By the station's own clock. */
  atMs: z.int().min(0),
  version: z.string().max(LONGEST_VERSION),
  role: roleSchema,
  /** The newest revision of the fair that it holds; absent at stations of before. */
  fair: z.strictObject({ revision: z.int().min(1), hash: hashSchema }).exactOptional(),
  readers: z
    .array(
      z.strictObject({
        /** A camera counts as a scanner, so that servers of before understand it. */
        kind: readerSchema.shape.kind.exclude(['camera']),
        state: readerSchema.shape.state,
        name: z.string().max(LONGEST_NAME),
      }),
    )
    .max(MOST_READERS),
  printer: z.enum(['none', 'works', ...printFaultKinds]),
  /** Absent if the machine has no battery, or if the browser does not say. */
  battery: batterySchema.exactOptional(),
  /** Notices that staff have not acknowledged. */
  notices: z.array(z.enum(noticeKinds)).max(noticeKinds.length),
  /** At an entrance, the number of the lists of registered people that it holds. */
  people: z.int().min(0).exactOptional(),
  /** Only rises, so that an old condition cannot pass for a new one. Absent from earlier versions. */
  number: z.int().min(1).exactOptional(),
  /** How much the station has given so far, so that it shows if a hub withholds some of it. */
  given: z
    .strictObject({ facts: z.int().min(0), orders: z.int().min(0), boxes: z.int().min(0) })
    .exactOptional(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const signedConditionSchema = z.strictObject({
  ...conditionSchema.shape,
  signature: z.base64url().length(86),
});
export type SignedCondition = z.infer<typeof signedConditionSchema>;

export const CONDITION_DOMAIN = 'chunfeng/condition/1';

/** Over all of it, also what only a newer version knows. */
export function conditionText(fair: string, slot: number, condition: CanonicalObject): string {
  return `${fair}/${slot}/${canonicalText(condition)}`;
}
