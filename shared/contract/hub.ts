import { z } from 'zod';
import { hubFaultKindSchema, hubHealthSchema, upstreamSchema } from '../hub-messages.ts';
import { fairIdSchema } from '../facts.ts';
import { serverPinSchema } from '../server-pins.ts';
import { handedOver, kindOf, nothing, result } from './shapes.ts';

/** The hall's hub that the organiser's station runs: its switch, its state and its address. */

const hallAddressSchema = z.strictObject({
  address: z.string(),
  /** The network card, as the system calls it. */
  name: z.string(),
  kind: z.enum(['cable', 'wifi', 'unassigned', 'virtual', 'here']),
});
export type HallAddress = z.infer<typeof hallAddressSchema>;

const runSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('off') }),
  z.strictObject({ at: z.literal('starting') }),
  z.strictObject({ at: z.literal('up'), health: hubHealthSchema.nullable() }),
  z.strictObject({ at: z.literal('again') }),
  z.strictObject({ at: z.literal('refused'), why: hubFaultKindSchema }),
]);

export const hubSchema = z.strictObject({
  fair: fairIdSchema,
  /** False where nothing can run a hub beside this station. */
  canRun: z.boolean(),
  /** Switched on; it then comes back with every start. */
  on: z.boolean(),
  run: runSchema,
  addresses: z.array(hallAddressSchema),
  /** The address among them that stations are told; null where somebody has to choose. */
  chosen: z.string().nullable(),
  /** As stations reach it: `https://192.168.1.23:5190`. */
  server: z.string().nullable(),
  /** The port that it had last, for a sentence about it. */
  port: z.int().nullable(),
  pin: serverPinSchema.nullable(),
  /**
   * Whether the fair in force names the hub's key: it must where it names others, since stations then trust no
   * enrolment code about a key.
   */
  pinned: z.enum(['yes', 'no', 'must']),
  /** The address code for where the hub is now; null until it is signed. */
  code: z.string().nullable(),
  /** Where stations that took an earlier code look for it. */
  before: z.string().nullable(),
  upstream: upstreamSchema.nullable(),
  /** The server that the fair names. */
  fairServer: z.string().nullable(),
});
export type HubView = z.infer<typeof hubSchema>;

const done = result(nothing, kindOf('not-saved', 'cannot-run'));

export const hubCalls = {
  'hub.state': { by: 'station', input: nothing, output: hubSchema },
  'hub.switch': { by: 'station', input: z.strictObject({ on: z.boolean() }), output: done },
  'hub.choose': { by: 'station', input: z.strictObject({ address: z.string() }), output: done },
  /** Where the port is another program's: the address changes with it. */
  'hub.otherPort': { by: 'station', input: nothing, output: done },
  'hub.upstream': {
    by: 'station',
    input: z.strictObject({ upstream: upstreamSchema.nullable() }),
    output: result(
      nothing,
      kindOf('not-saved', 'cannot-run', 'bad-address', 'not-encrypted', 'itself'),
    ),
  },
  /** Names the hub's key in the fair where that is missing, and signs the code for its address. */
  'hub.sign': {
    by: 'station',
    input: nothing,
    output: result(
      z.strictObject({ file: handedOver.nullable() }),
      kindOf('locked', 'not-up', 'no-address', 'too-many-keys', 'not-taken', 'not-saved'),
    ),
  },
} as const;
