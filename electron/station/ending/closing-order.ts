import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { destroyedSchema } from '../../../shared/destroyed.ts';
import type { Fair } from '../../../shared/fair.ts';
import { heldBackSchema } from '../../../shared/hub-messages.ts';
import { jsonOf } from '../../../shared/json.ts';
import { machineEndSchema } from '../../../shared/report/machine-ends.ts';
import { type SignedTime, signedTimeSchema } from '../../../shared/signed-time.ts';
import { isOver } from '../keys/signed-time.ts';
import { reachedSchema } from '../store/retirement.ts';
import { writeWhole } from '../keys/whole-file.ts';

/**
 * The organiser's signed time in a station's folder: from then on keys and people's data may be destroyed
 * here, and at the next start they are, if this machine was told to.
 */

export const CLOSING_FILE = 'closing.json';

/** What an open station says before its keys go. */
const partingSchema = z.strictObject({
  /** Its own facts. If more are there when the order is carried out, it is not. */
  own: z.int(),
  /** Of those, the ones that no server has; null where that is unknown. */
  unsent: z.int().nullable(),
  /** At a machine with a hub: what it took from other stations, and no server takes. */
  left: z.array(heldBackSchema.pick({ slot: true, facts: true })).exactOptional(),
  /** At the organiser's: what was known of the others. */
  machines: z.array(machineEndSchema).exactOptional(),
  /** What the server is sent once it is true. */
  said: destroyedSchema,
  to: reachedSchema.exactOptional(),
});
export type Parting = z.infer<typeof partingSchema>;

const orderSchema = z.strictObject({
  v: z.literal(1),
  time: signedTimeSchema,
  /** Destroy before anything else is opened. */
  destroy: z.boolean(),
  parting: partingSchema.exactOptional(),
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
  order: Pick<ClosingOrder, 'destroy' | 'parting'>,
): Promise<void> {
  return writeWhole(join(folder, CLOSING_FILE), `${JSON.stringify({ v: 1, time, ...order })}\n`);
}
