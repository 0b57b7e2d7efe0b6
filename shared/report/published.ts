import { z } from 'zod';
import { coverageSchema } from './coverage.ts';

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
});
export type BulletinCheck = z.infer<typeof bulletinCheckSchema>;

/** `/check/c48f0482/1` */
export const checkPath = (fair: string, number: number): string => `/check/${fair}/${number}`;

export function readCheckPath(path: string): { fair: string; number: number } | undefined {
  const [, fair, number] = /^\/check\/([0-9a-f]{8})\/(\d{1,6})$/.exec(path) ?? [];
  return fair === undefined ? undefined : { fair, number: Number(number) };
}
