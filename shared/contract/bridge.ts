import { z } from 'zod';
import { kindOf } from './shapes.ts';

/** How calls and events travel between a page and its door. */

/** Why a door refuses a call before it reaches the station. */
const doorFaultSchema = kindOf('no-such-call', 'bad-input', 'not-allowed', 'not-open', 'bug');
export type DoorFault = z.infer<typeof doorFaultSchema>;

/** The form of an answer on any bridge. */
export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), fault: doorFaultSchema }),
]);
export type Reply = z.infer<typeof replySchema>;

/** What each door gives to the page, untyped; `renderer/link/client.ts` adds the types. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  listen(listener: (name: string, payload: unknown) => void): () => void;
}
