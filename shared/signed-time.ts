import { z } from 'zod';
import { canonicalText } from './canonical.ts';
import { dayAndHour } from './calendar.ts';
import { fairIdSchema } from './facts.ts';
import type { Fair } from './fair.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * The time as signed by the organiser. Never destroy anything by a machine's own clock: it may be years
 * ahead.
 */

export const TIME_DOMAIN = 'chunfeng/time/1';

export const signedTimeSchema = z.strictObject({
  fair: fairIdSchema,
  ms: z.int().min(0),
  signature: z.base64url(),
});
export type SignedTime = z.infer<typeof signedTimeSchema>;

/** What a server says of the end of a fair; null while it runs. */
export const closingAnswerSchema = z.strictObject({ closed: signedTimeSchema.nullable() });

export function timeText({ fair, ms }: Pick<SignedTime, 'fair' | 'ms'>): string {
  return canonicalText({ fair, ms });
}

export const timeFaults = ['other-fair', 'forged', 'too-early'] as const;
export type TimeFault =
  | { readonly kind: 'other-fair' }
  | { readonly kind: 'forged' }
  /** The fair promised to keep its data until then. */
  | { readonly kind: 'too-early'; readonly keepUntil: string };

/** Whether the organiser has signed that the fair's storage period is over. */
export function judgeTime(
  { id, signingKey, keepUntil, utcOffsetMinutes }: Fair,
  { fair, ms, signature }: SignedTime,
  isSigned: (domain: string, text: string, signature: string, publicKey: string) => boolean,
): Result<number, TimeFault> {
  if (fair !== id) return fail({ kind: 'other-fair' });
  if (!isSigned(TIME_DOMAIN, timeText({ fair, ms }), signature, signingKey)) {
    return fail({ kind: 'forged' });
  }
  if (dayAndHour(ms, utcOffsetMinutes).day <= keepUntil) {
    return fail({ kind: 'too-early', keepUntil });
  }
  return ok(ms);
}
