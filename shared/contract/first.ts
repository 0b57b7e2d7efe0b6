import { z } from 'zod';
import { printFaultKinds, readerSchema } from '../devices.ts';
import { diskFaultKinds } from '../disk-fault.ts';
import { offerFaults } from '../sync/enrolment.ts';
import { unreachable } from '../sync/unreachable.ts';
import { kindOf, named, nothing, result } from './shapes.ts';
import { PART_BYTES } from './setup.ts';
import { stationSchema } from './station.ts';

/** The first screen: a machine that belongs to no fair yet, and how it joins one. */

/**
 * Why no fair opens in a folder that held one: its enrolment is damaged, or locked by another account; or its
 * records are there without one. The machine may join again as the station that it was, and make no other fair.
 */
const leftOver = z.enum(['damaged', 'other-key-store', 'records']);
export type LeftOver = z.infer<typeof leftOver>;

export const emptyHello = z.strictObject({
  state: z.literal('empty'),
  readers: z.array(readerSchema),
  canLeave: z.boolean(),
  leftOver: leftOver.nullable(),
});

/** Why a step of joining did not work; the step can be taken again. */
const joinFaults = [
  'not-an-enrolment-code',
  'damaged-code',
  'card-too-early',
  ...offerFaults,
  ...unreachable,
  'server-trouble',
  'not-our-server',
  'not-a-station-file',
  'file-gone',
  'newer',
  'wrong-secret',
  'altered',
  'revoked-slot',
  'not-a-staff-card',
  'damaged-card',
  'card-of-other-fair',
  'folder-in-use',
  'other-fair',
  'other-station',
  ...diskFaultKinds,
  'not-opened',
] as const;
const joinFault = z.enum(joinFaults);
export type JoinFault = (typeof joinFaults)[number];

const said = { said: joinFault.exactOptional() };
const whose = {
  fair: named,
  station: stationSchema,
  /** The station in whose place it will work. */
  standsFor: z.strictObject({ slot: z.int(), name: named }).nullable(),
};

/** How far this machine is. */
export const joiningSchema = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('idle') }),
  /** Waits for an enrolment code, or a file. */
  z.strictObject({
    at: z.literal('code'),
    ...said,
    /** The last code may be tried once more without a scan. */
    again: z.boolean(),
  }),
  z.strictObject({ at: z.literal('fetching') }),
  z.strictObject({ at: z.literal('passphrase'), ...said, ...whose }),
  z.strictObject({ at: z.literal('unwrapping') }),
  z.strictObject({ at: z.literal('card'), ...said, ...whose }),
  z.strictObject({ at: z.literal('enrolling'), ...whose }),
]);
export type JoiningFace = z.infer<typeof joiningSchema>;

/** What a reader read while it was tried; never whose card or what code. */
export const seenSchema = z.strictObject({
  what: z.enum(['card', 'code', 'fault']),
  characters: z.int(),
});
export type Seen = z.infer<typeof seenSchema>;

/** Longer than a station's file with thousands of posts. */
export const LONGEST_FILE = 12_000_000;

export const firstCalls = {
  /** Opens the sample fair, in a folder of its own, until `first.back`. */
  'first.sample': { input: nothing, output: result(nothing, kindOf('not-opened')) },
  /** From the sample to the first screen; what was tried stays in its folder. */
  'first.back': { input: nothing, output: nothing },
  /** Leaves the kiosk: a machine without a fair has nothing to protect. */
  'first.leave': { input: nothing, output: result(nothing, kindOf('not-here')) },

  'first.joining': { input: nothing, output: joiningSchema },
  /** Scans are taken for enrolment codes from now on. */
  'first.join': { input: nothing, output: nothing },
  /** One step back; from the first step, out of joining. */
  'first.stepBack': { input: nothing, output: nothing },
  /** Tries the last code once more. */
  'first.again': { input: nothing, output: nothing },
  /** The stations' files on the sticks that are plugged in now. */
  'first.sticks': {
    input: nothing,
    output: z.strictObject({
      sticks: z.array(z.string()),
      files: z.array(
        z.strictObject({ id: z.string(), stick: z.string(), name: z.string(), ...whose }),
      ),
    }),
  },
  'first.takeFile': { input: z.strictObject({ id: z.string().max(64) }), output: nothing },
  /** A file that the page's browser picked, in parts. */
  'first.fileBegin': {
    input: z.strictObject({ bytes: z.int().min(1).max(LONGEST_FILE) }),
    output: nothing,
  },
  'first.filePart': {
    input: z.strictObject({ base64: z.base64().max(2 * PART_BYTES) }),
    output: result(nothing, kindOf('gone')),
  },
  'first.passphrase': { input: z.strictObject({ text: z.string().max(200) }), output: nothing },

  /** While on, scans are only counted, and what was read is said. */
  'first.try': { input: z.strictObject({ on: z.boolean() }), output: nothing },
  /** Null where the page prints through its browser. */
  'first.printers': { input: nothing, output: z.array(z.string()).nullable() },
  'first.printTrial': {
    input: z.strictObject({ printer: z.string().max(200) }),
    output: result(nothing, kindOf(...printFaultKinds)),
  },
} as const;
