import { z } from 'zod';
import { handedOver, kindOf, nothing, result } from './shapes.ts';

/** What is printed before the fair, only at an organiser's station. */

export const MOST_BLANKS = 5_000;

/** Of a larger fair, a zone at a time. */
export const MOST_BOOTHS_AT_ONCE = 120;

const printJobSchema = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('booths'),
    /** Empty for all of them. */
    zone: z.string().max(20),
    cards: z.boolean(),
    tally: z.boolean(),
  }),
  z.strictObject({ what: z.literal('desks') }),
  z.strictObject({ what: z.literal('blanks'), count: z.int().min(1).max(MOST_BLANKS) }),
  z.strictObject({ what: z.literal('staff-card') }),
  z.strictObject({ what: z.literal('assessment') }),
]);
export type PrintJob = z.infer<typeof printJobSchema>;

/** The imported lists of people, the newest first. */
const keptLists = z.array(z.strictObject({ list: z.string(), people: z.int() }));

/** What was printed here at some time. */
const printsMade = z.strictObject({ cards: z.boolean(), blanks: z.boolean() });
export type PrintsMade = z.infer<typeof printsMade>;

export const printsCalls = {
  'prints.made': { by: 'station', input: nothing, output: printsMade },
  /** A document for the page's printer; it holds no typeface. */
  'prints.make': {
    by: 'station',
    input: printJobSchema,
    output: result(
      z.strictObject({ name: z.string(), html: z.string() }),
      /** `no-root`: an older fair, whose staff card was printed once and is nowhere else. */
      kindOf('locked', 'nothing', 'too-many', 'no-root'),
    ),
  },
  'prints.lists': { by: 'station', input: nothing, output: keptLists },
  /** A list's codes beside names and phones, as a table for letters and text messages. */
  'prints.codes': {
    by: 'station',
    input: z.strictObject({ list: z.string().max(80) }),
    output: result(handedOver, kindOf('locked', 'gone', 'cancelled')),
  },
} as const;
