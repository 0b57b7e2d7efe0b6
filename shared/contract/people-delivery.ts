import { z } from 'zod';
import { slotSchema } from '../facts.ts';
import { handedOver, kindOf, moment, nothing, result } from './shapes.ts';

/** How far the lists of registered people have come, only at an organiser's station. */

const deliverySchema = z.strictObject({
  /**
   * `none`: the fair has no server. `older`: it is of a version that carries no lists; both want a stick (`people.file`).
   * `unheard`: it has not answered yet.
   */
  server: z.enum(['none', 'unheard', 'older', 'lacks', 'has']),
  /** When the newest list was signed, by the organiser's clock; with none any more, it takes all back. */
  signed: moment.nullable(),
  lists: z.array(
    z.strictObject({
      list: z.string(),
      people: z.int(),
      /** The organiser has signed that it counts. */
      signed: z.boolean(),
    }),
  ),
  entrances: z.array(
    z.strictObject({
      slot: slotSchema,
      zh: z.string(),
      en: z.string(),
      /** As the entrance says itself; one that is not on the network says nothing. */
      holds: z.enum(['newest', 'older', 'none', 'unheard']),
    }),
  ),
});
export type PeopleHeld = Delivery['entrances'][number]['holds'];
export type Delivery = z.infer<typeof deliverySchema>;

export const peopleDeliveryCalls = {
  'people.delivery': { by: 'station', input: nothing, output: deliverySchema },
  /** Signs all lists that are here, and sends them; each import does so by itself. */
  /**
   * The same lists in one file, for entrances without a network. `elsewhere`: another organiser's station imported
   * some of them.
   */
  'people.file': {
    by: 'station',
    input: nothing,
    output: result(handedOver, kindOf('locked', 'none', 'elsewhere')),
  },
  'people.deliver': { by: 'station', input: nothing, output: result(nothing, kindOf('locked')) },
} as const;
