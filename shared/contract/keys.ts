import { z } from 'zod';
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
  /** With the file that was sent, or else the one that lies here. Opens a locked station, too. */
  'keys.open': {
    by: 'station',
    input: z.strictObject({ passphrase: passphraseSchema }),
    output: result(nothing, kindOf(...openKeysFaults)),
  },
} as const;
