import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { decodeBase45, encodeBase45 } from '../base45.ts';
import { fairIdSchema, slotSchema } from '../facts.ts';
import { fail, ok, type Result } from '../result.ts';
import { serverPinsSchema } from '../server-pins.ts';

/**
 * The enrolment code 登记码: a QR that makes a machine a station. It holds the server with its pins, a one-time
 * code for the station's file there, and the passphrase of that file, which the server never sees.
 */

const PREFIX = 'CFE1:';

const enrolmentCodeSchema = z.strictObject({
  server: z.url({ protocol: /^https?$/ }).max(200),
  fair: fairIdSchema,
  code: z.hex().length(32),
  passphrase: z.string().min(20).max(60),
  /** None: the system's authorities decide. Versions before this leave them out, and do the same. */
  pins: serverPinsSchema,
});
export type EnrolmentCode = z.infer<typeof enrolmentCodeSchema>;

export function enrolmentCodeText({ pins, ...own }: EnrolmentCode): string {
  const { server, fair, code, passphrase } = own;
  const carried = pins.length > 0 ? [pins.join(',')] : [];
  return PREFIX + encodeBase45(utf8ToBytes([server, fair, code, passphrase, ...carried].join(' ')));
}

export function readEnrolmentCode(
  text: string,
): Result<EnrolmentCode, { readonly kind: 'not-an-enrolment-code' | 'damaged' }> {
  if (!text.startsWith(PREFIX)) return fail({ kind: 'not-an-enrolment-code' });
  const bytes = decodeBase45(text.slice(PREFIX.length));
  if (!bytes.ok) return fail({ kind: 'damaged' });
  const [server, fair, code, passphrase, carried] = new TextDecoder()
    .decode(bytes.value)
    .split(' ');
  const pins = carried === undefined ? [] : carried.split(',');
  const read = enrolmentCodeSchema.safeParse({ server, fair, code, passphrase, pins });
  return read.success ? ok(read.data) : fail({ kind: 'damaged' });
}

/** What the organiser leaves at the server: a station's file under its passphrase. */
export const offerSchema = z.strictObject({
  /** SHA-256 of the code. */
  codeHash: z.hex().length(64),
  slot: slotSchema,
  file: z.string().max(8_000_000),
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
});

/** The first machine that asks gets the file; it may ask again if the answer was lost. */
export const takeSchema = z.strictObject({ code: z.hex().length(32), claim: z.hex().length(32) });

/** A server before `no-such-fair` says `no-such-code` of a fair that it does not have. */
export const offerFaults = ['no-such-code', 'no-such-fair', 'expired', 'taken'] as const;
