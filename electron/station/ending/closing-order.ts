import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Fair } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { type SignedTime, signedTimeSchema } from '../../../shared/signed-time.ts';
import { isOver } from '../keys/signed-time.ts';
import { writeWhole } from '../keys/whole-file.ts';

/**
 * The organiser's signed time in a station's folder: from then on keys and people's data may be destroyed
 * here, and at the next start they are, if this machine was told to.
 */

export const CLOSING_FILE = 'closing.json';

const orderSchema = z.strictObject({
  v: z.literal(1),
  time: signedTimeSchema,
  /** Destroy before anything else is opened. */
  destroy: z.boolean(),
});
export type ClosingOrder = z.infer<typeof orderSchema>;

/** Undefined unless the organiser of this fair signed it. */
export async function closingOrder(folder: string, fair: Fair): Promise<ClosingOrder | undefined> {
  const text = await readFile(join(folder, CLOSING_FILE), 'utf8').catch(() => '');
  const order = orderSchema.safeParse(jsonOf(text)).data;
  return order && isOver(fair, order.time).ok ? order : undefined;
}

export function keepClosing(
  folder: string,
  time: SignedTime,
  { destroy }: Pick<ClosingOrder, 'destroy'>,
): Promise<void> {
  return writeWhole(join(folder, CLOSING_FILE), `${JSON.stringify({ v: 1, time, destroy })}\n`);
}
