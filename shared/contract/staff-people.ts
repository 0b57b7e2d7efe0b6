import { z } from 'zod';
import { kindOf, moment, result } from './shapes.ts';
import { staffFault, staffKey } from './station.ts';

/** Which lists of registered people an entrance holds, and how it takes others in from a stick; staff only. */

/** Why a file of a stick is no list for this entrance. */
const peopleFileFaults = [
  'no-people-file',
  'newer',
  'other-fair',
  'not-signed',
  'damaged',
] as const;

const lists = { signed: moment, lists: z.int(), people: z.int() };

const peopleHere = z.strictObject({
  /** What the organiser signed, by the organiser's clock; null before the first list. */
  held: z.strictObject(lists).nullable(),
  /** Registered people known here, also from a pack that was laid into the folder. */
  people: z.int(),
  /** Whether a server has named a newer one; unknown without a network. */
  newest: z.enum(['held', 'older', 'unknown']),
});
export type PeopleHere = z.infer<typeof peopleHere>;

const onStick = { id: z.string(), stick: z.string(), name: z.string() };
const peopleFile = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['fresh', 'held', 'older']), ...onStick, ...lists }),
  z.strictObject({ is: z.enum(peopleFileFaults), ...onStick }),
]);
export type PeopleOnStick = z.infer<typeof peopleFile>;

export const staffPeopleCalls = {
  /** Null where no registered people are asked for: this is no entrance. */
  'staff.people': {
    input: z.strictObject({ key: staffKey }),
    output: result(peopleHere.nullable(), staffFault),
  },
  /** What the sticks hold that are plugged in now. */
  'staff.peopleFiles': {
    input: z.strictObject({ key: staffKey }),
    output: result(
      z.strictObject({ sticks: z.array(z.string()), files: z.array(peopleFile) }),
      staffFault,
    ),
  },
  /** Takes all lists of a file, in force at once, or none. */
  'staff.takePeople': {
    input: z.strictObject({ key: staffKey, id: z.string().max(64) }),
    output: result(
      z.strictObject({ people: z.int() }),
      kindOf(
        'staff-only',
        'gone',
        'held',
        'older',
        'not-ours',
        'not-saved',
        'disk-full',
        ...peopleFileFaults,
      ),
    ),
  },
} as const;
