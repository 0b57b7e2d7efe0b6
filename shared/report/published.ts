import { z } from 'zod';
import { hashSchema } from '../facts.ts';
import { bulletinSettingSchema } from './bulletin.ts';
import { coverageSchema } from './coverage.ts';

/** A day of the fair, or all of it. */
export const scopeSchema = z.union([z.iso.date(), z.literal('all')]);

const LONGEST_TEXT = 4_000;

/** What an organiser saw and agreed to; the server publishes exactly this, or nothing. */
export const publicationSchema = z.strictObject({
  /** Random, made once per question: repeating the request publishes only once. */
  request: z.string().regex(/^[0-9a-f]{32}$/),
  scope: scopeSchema,
  setting: bulletinSettingSchema,
  /** The digest of the figures that were shown. */
  digest: hashSchema,
  text: z.string().max(LONGEST_TEXT),
});
export type Publication = z.infer<typeof publicationSchema>;

/** A bulletin is never deleted: a withdrawal gives a reason, which its readers see. */
export const withdrawalReasonSchema = z.string().trim().min(1).max(200);
const withdrawalSchema = z.strictObject({ atMs: z.int(), reason: z.string() });

/** A bulletin as organisers see it in their list, the newest first. */
export const publishedSchema = z.strictObject({
  number: z.int(),
  scope: z.string(),
  text: z.string(),
  atMs: z.int(),
  /** Whether every station was complete when it was published. */
  whole: z.boolean(),
  withdrawn: withdrawalSchema.extend({ by: z.string() }).nullable(),
});
export type Published = z.infer<typeof publishedSchema>;

/** The public answer about a published bulletin. */
export const bulletinCheckSchema = z.strictObject({
  fair: z.strictObject({ zh: z.string(), en: z.string(), organiser: z.string() }),
  utcOffsetMinutes: z.int(),
  /** Word for word. */
  text: z.string(),
  digest: z.string(),
  atMs: z.int(),
  /** The coverage of its figures when it was published. */
  coverage: coverageSchema,
  /** Whether every chain still leads to the end that the figures were computed from. */
  stands: z.boolean(),
  /** How many facts have arrived since. */
  since: z.int(),
  /** When and why it was withdrawn; by whom is not public. */
  withdrawn: withdrawalSchema.nullable(),
});
export type BulletinCheck = z.infer<typeof bulletinCheckSchema>;

/** `/check/c48f0482/1` */
export const checkPath = (fair: string, number: number): string => `/check/${fair}/${number}`;

export function readCheckPath(path: string): { fair: string; number: number } | undefined {
  const [, fair, number] = /^\/check\/([0-9a-f]{8})\/(\d{1,6})$/.exec(path) ?? [];
  return fair === undefined ? undefined : { fair, number: Number(number) };
}
