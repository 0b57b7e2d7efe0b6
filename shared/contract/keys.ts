import { z } from 'zod';
import { diskFaultKinds } from '../disk-fault.ts';
import { kindOf, nothing, result } from './shapes.ts';
import { MOST_BYTES, PART_BYTES } from './setup.ts';

/**
 * The organiser's keys. An organiser's station that made the fair has the organiser's file in its folder, and
 * its passphrase opens keys and station. A call that needs them has the fault `locked` until then.
 */

export const passphraseSchema = z.string().min(1).max(200);

const openKeysFaults = [
  /** No organiser's file lies here, and the page has sent none. */
  'no-file',
  'not-organisers',
  'newer',
  'damaged',
  'wrong-secret',
  'other-fair',
  /** The passphrase is right, and still the station did not open: `unlocking` says why. */
  'not-opened',
  'busy',
  ...diskFaultKinds,
] as const;

export const keysCalls = {
  'keys.state': {
    by: 'station',
    input: nothing,
    output: z.strictObject({
      open: z.boolean(),
      /** `here`: the passphrase is enough. A sample fair's keys are public. */
      file: z.enum(['here', 'none', 'sample']),
    }),
  },
  /** The organiser's file in parts, from a station that has none of its own. */
  'keys.begin': {
    by: 'station',
    input: z.strictObject({ bytes: z.int().min(1).max(MOST_BYTES) }),
    output: nothing,
  },
  'keys.part': {
    by: 'station',
    input: z.strictObject({ base64: z.base64().max(2 * PART_BYTES) }),
    output: result(nothing, kindOf('gone')),
  },
  /** The lines of the recovery sheet, typed; a scan of its code takes it, too, and the event `sheet` says so. */
  'keys.sheetLines': {
    by: 'station',
    input: z.strictObject({ lines: z.array(z.string().max(80)).max(20) }),
    output: result(nothing, kindOf('not-right', 'other-fair')),
  },
  /** With the sheet or the file that was given, or else the file that lies here. Opens a locked station, too. */
  'keys.open': {
    by: 'station',
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: result(nothing, kindOf(...openKeysFaults)),
  },
} as const;

/** What became of a recovery sheet that was scanned at an organiser's station. */
export const sheetEvent = z.strictObject({ step: z.enum(['taken', 'damaged', 'other-fair']) });
