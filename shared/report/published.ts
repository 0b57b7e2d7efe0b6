import { z } from 'zod';
import { hashSchema } from '../facts.ts';
import { bulletinSettingSchema } from './bulletin.ts';
import { coverageSchema } from './coverage.ts';

/** A day of the fair, or all of it. */
export const scopeSchema = z.union([z.iso.date(), z.literal('all')]);

const LONGEST_TEXT = 4_000;

/** What somebody was shown and said yes to; the server publishes exactly this, or nothing. */
export const publicationSchema = z.strictObject({
  /** Drawn when the question was asked: the same request, repeated, publishes once. */
  request: z.string().regex(/^[0-9a-f]{32}$/),
  scope: scopeSchema,
  setting: bulletinSettingSchema,
  /** Of the figures that were shown. */
  digest: hashSchema,
  text: z.string().max(LONGEST_TEXT),
});
export type Publication = z.infer<typeof publicationSchema>;

/** A bulletin is never deleted; whoever takes it back says why, and readers are told. */
export const withdrawalReasonSchema = z.string().trim().min(1).max(200);
const withdrawalSchema = z.strictObject({ atMs: z.int(), reason: z.string() });

/** A bulletin as organisers see it in their list, the newest first. */
export const publishedSchema = z.strictObject({
  number: z.int(),
  scope: z.string(),
  text: z.string(),
  atMs: z.int(),
  /** Every station was in when it was published. */
  whole: z.boolean(),
  withdrawn: withdrawalSchema.extend({ by: z.string() }).nullable(),
});
export type Published = z.infer<typeof publishedSchema>;

/** What the server says to whoever asks about a published bulletin. */
export const bulletinCheckSchema = z.strictObject({
  fair: z.strictObject({ zh: z.string(), en: z.string(), organiser: z.string() }),
  utcOffsetMinutes: z.int(),
  /** Word for word. */
  text: z.string(),
  digest: z.string(),
  atMs: z.int(),
  /** What its figures had seen. */
  coverage: coverageSchema,
  /** Every chain still has the end that the figures were computed from. */
  stands: z.boolean(),
  /** Facts that came later, and are not in it. */
  since: z.int(),
  /** When and why its organiser took it back; by whom is not public. */
  withdrawn: withdrawalSchema.nullable(),
});
export type BulletinCheck = z.infer<typeof bulletinCheckSchema>;

/** `/check/c48f0482/1` */
export const checkPath = (fair: string, number: number): string => `/check/${fair}/${number}`;

export function readCheckPath(path: string): { fair: string; number: number } | undefined {
  const [, fair, number] = /^\/check\/([0-9a-f]{8})\/(\d{1,6})$/.exec(path) ?? [];
  return fair === undefined ? undefined : { fair, number: Number(number) };
}
