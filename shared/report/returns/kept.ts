import { z } from 'zod';
import { bulletinSettingSchema } from '../bulletin.ts';
import { type ReturnId, returnIds } from './titles.ts';

/** What a bureau set up for itself and keeps where it works: its bulletin's template and its own returns. */

export const keptBulletinSchema = bulletinSettingSchema.pick({ template: true, added: true });
export type KeptBulletin = z.infer<typeof keptBulletinSchema>;

/** Base64 of a workbook of at most 700 kB. */
const MOST_BASE64 = 1_000_000;
const name = z.string().min(1).max(120);
export const keptReturnSchema = z.strictObject({ name, base64: z.base64().max(MOST_BASE64) });
export type KeptReturn = z.infer<typeof keptReturnSchema>;

/** A station takes no longer call than 64 KiB, so a workbook comes in parts, one after another. */
export const PART_CHARACTERS = 48_000;
export const returnPartSchema = z.strictObject({
  name,
  from: z.int().min(0).max(MOST_BASE64),
  of: z.int().min(1).max(MOST_BASE64),
  part: z.string().min(1).max(PART_CHARACTERS),
});

export const returnIdSchema = z.enum(returnIds);

export type KeptName = 'bulletin' | `return-${ReturnId}` | `arriving-${ReturnId}`;
