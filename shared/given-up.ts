import { z } from 'zod';
import { type Holding, holdingSchema } from './contract/ending.ts';
import { heldBackSchema } from './hub-messages.ts';

/** What is lost for the figures with a machine, because no server takes it any more. */
export const givenUpSchema = z.strictObject({
  /** What its own station wrote; null if a server has all of it. */
  own: holdingSchema.nullable(),
  /** What the hub on it took from others. */
  hub: z.array(heldBackSchema),
});
export type GivenUp = z.infer<typeof givenUpSchema>;

type Count = number | null;
const isMoreFacts = (now: Count, seen: Count): boolean =>
  seen !== null && (now === null || now > seen);

type Held = Pick<Holding, 'facts' | 'boxes'>;

/** A tap gives up what it saw, and no more. */
export const isMoreHeld = (now: Held, seen: Held): boolean =>
  now.boxes > seen.boxes || isMoreFacts(now.facts, seen.facts);

export function isMoreGivenUp(now: GivenUp, seen: GivenUp): boolean {
  if (now.own && (!seen.own || isMoreHeld(now.own, seen.own))) return true;
  return now.hub.some((held) => {
    const before = seen.hub.find(({ slot }) => slot === held.slot);
    return !before || isMoreHeld(held, before);
  });
}
