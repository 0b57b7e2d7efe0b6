import { z } from 'zod';
import { slotSchema } from '../facts.ts';
import { kindOf, nothing, result } from './shapes.ts';

/** How far the lists of registered people have come, only at an organiser's station. */

const deliverySchema = z.strictObject({
  /**
   * `none`: the fair has no server. `older`: it is of a version that carries no lists; both want a stick.
   * `unheard`: it has not answered yet.
   */
  server: z.enum(['none', 'unheard', 'older', 'lacks', 'has']),
  /** Where the lists lie, for a stick. */
  folder: z.string(),
  lists: z.array(
    z.strictObject({
      list: z.string(),
      people: z.int(),
      /** The organiser has signed that it counts. */
      signed: z.boolean(),
    }),
  ),
  entrances: z.array(
    z.strictObject({ slot: slotSchema, zh: z.string(), en: z.string(), has: z.boolean() }),
  ),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const peopleDeliveryCalls = {
  'people.delivery': { by: 'station', input: nothing, output: deliverySchema },
  /** Signs all lists that are here, and sends them; each import does so by itself. */
  'people.deliver': { by: 'station', input: nothing, output: result(nothing, kindOf('locked')) },
} as const;
