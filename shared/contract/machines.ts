import { z } from 'zod';
import { roleSchema } from '../fair.ts';
import { handedOver, kindOf, named, nothing, result } from './shapes.ts';

/** The machines of a fair at the organiser's station: joined one after the other, replaced, stolen, taken back. */

const standing = z.enum([
  'revoked',
  'replaced',
  'unused',
  'never',
  'silent',
  'waiting',
  'complete',
]);

const machineSchema = z.strictObject({
  slot: z.int(),
  name: named,
  role: roleSchema,
  standing,
  heardMs: z.int().nullable(),
  /** Facts that nobody else has; null where only the machine itself knows. */
  unsent: z.int().nullable(),
  replacedBy: z.int().nullable(),
  standsFor: z.int().nullable(),
  /** Holds the newest revision; null before it was heard. */
  knows: z.boolean().nullable(),
  gavePasses: z.boolean(),
  /** Slots whose machine could take its place, the likeliest first. */
  spares: z.array(z.int()),
  /** The machine that this page runs on. */
  isThis: z.boolean(),
});
export type Machine = z.infer<typeof machineSchema>;

const machinesSchema = z.strictObject({
  revision: z.int(),
  /** Who makes enrolment codes: the hub here needs no token. */
  codesBy: z.enum(['hub', 'server', 'nobody']),
  machines: z.array(machineSchema),
});
export type Machines = z.infer<typeof machinesSchema>;

const slot = z.int().min(1).max(65_535);
/** The revision that the page showed: another one may have come meanwhile. */
const revision = z.int().min(1);
const published = <const K extends readonly string[]>(...kinds: K) =>
  result(
    z.strictObject({ revoked: z.boolean(), file: handedOver.nullable() }),
    kindOf('locked', 'moved', 'not-taken', 'no-such-slot', ...kinds),
  );

export const machineCalls = {
  'machines.state': { by: 'station', input: nothing, output: machinesSchema },
  /** Another slot's machine stands in; the old one is revoked where nothing is lost by it, or it is gone. */
  'machines.replace': {
    by: 'station',
    input: z.strictObject({ slot, by: slot, where: z.enum(['here', 'gone']), revision }),
    output: published('not-free', 'this-machine'),
  },
  /** Stolen, or put aside for good. */
  'machines.revoke': {
    by: 'station',
    input: z.strictObject({ slot, revision }),
    output: published('this-machine'),
  },
  /** Files by which these machines join from a stick, all under one new passphrase. */
  'machines.filesBegin': {
    by: 'station',
    input: z.strictObject({ slots: z.array(slot).min(1).max(500) }),
    output: result(nothing, kindOf('locked', 'no-such-slot')),
  },
  /** Makes one more; with the last, all of them are handed over. */
  'machines.filesNext': {
    by: 'station',
    input: nothing,
    output: result(
      z.strictObject({
        done: z.int(),
        of: z.int(),
        made: z.strictObject({ file: handedOver, passphrase: z.string() }).nullable(),
      }),
      kindOf('gone'),
    ),
  },
  'machines.filesDrop': { by: 'station', input: nothing, output: nothing },
  /** Trusted and awaited again. */
  'machines.reinstate': {
    by: 'station',
    input: z.strictObject({ slot, revision }),
    output: published(),
  },
} as const;
