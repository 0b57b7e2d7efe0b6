import { z } from 'zod';
import { canonicalText } from '../../../shared/canonical.ts';
import { dayAndHour } from '../../../shared/calendar.ts';
import { fairIdSchema } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { isSigned, keyText, signText } from './fair-keys.ts';

/**
 * The time as signed by the organiser. Never destroy anything by a kiosk's own clock: it may be
 * years ahead.
 */

const DOMAIN = 'chunfeng/time/1';

export const signedTimeSchema = z.strictObject({
  fair: fairIdSchema,
  ms: z.int().min(0),
  signature: z.base64url(),
});
export type SignedTime = z.infer<typeof signedTimeSchema>;

export function signTime(fair: Pick<Fair, 'id'>, ms: number, signingKey: Uint8Array): SignedTime {
  const signature = signText(DOMAIN, canonicalText({ fair: fair.id, ms }), signingKey);
  return { fair: fair.id, ms, signature: keyText(signature) };
}

export type TimeFault =
  | { readonly kind: 'other-fair' }
  | { readonly kind: 'forged' }
  /** The fair promised to keep its data until then. */
  | { readonly kind: 'too-early'; readonly keepUntil: string };

/** Whether the organiser has signed that the fair's storage period is over. */
export function isOver(fair: Fair, time: SignedTime): Result<number, TimeFault> {
  if (time.fair !== fair.id) return fail({ kind: 'other-fair' });
  const text = canonicalText({ fair: time.fair, ms: time.ms });
  if (!isSigned(DOMAIN, text, Buffer.from(time.signature, 'base64url'), fair.signingKey)) {
    return fail({ kind: 'forged' });
  }
  const { keepUntil, utcOffsetMinutes } = fair;
  if (dayAndHour(time.ms, utcOffsetMinutes).day <= keepUntil) {
    return fail({ kind: 'too-early', keepUntil });
  }
  return ok(time.ms);
}
