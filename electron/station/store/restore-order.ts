import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';

/** Which backup is to come back when the station opens again. */

export const RESTORE_ORDER_FILE = 'restore.json';
const orderSchema = z.strictObject({ v: z.literal(1), file: z.string() });
export type RestoreOrder = z.infer<typeof orderSchema>;

/** Undefined without an order, or under one that cannot be read. */
export async function restoreOrdered(folder: string): Promise<RestoreOrder | undefined> {
  const text = await readFile(join(folder, RESTORE_ORDER_FILE), 'utf8').catch(() => '');
  return orderSchema.safeParse(jsonOf(text)).data;
}
