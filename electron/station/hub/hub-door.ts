import { z } from 'zod';
import { type Reply, replySchema } from '../../../shared/contract/bridge.ts';
import { type SignedFair, signedFairSchema } from '../../../shared/fair.ts';
import {
  type HubOpening,
  hubOpeningSchema,
  type HubRun,
  hubRunSchema,
} from '../../../shared/hub-messages.ts';

/** How a station's process asks the one that started it to run a hub. */

export const hubOrderSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start'), opening: hubOpeningSchema }),
  z.strictObject({ do: z.literal('stop') }),
  z.strictObject({ do: z.literal('revise'), fair: signedFairSchema }),
  z.strictObject({ do: z.literal('call'), name: z.string(), input: z.unknown() }),
  z.strictObject({ do: z.literal('look') }),
]);
export type HubOrder = z.infer<typeof hubOrderSchema>;

/** Each rejects if the other process could not do it. */
export interface HubDoor {
  start(opening: HubOpening): Promise<void>;
  stop(): Promise<void>;
  revise(fair: SignedFair): Promise<void>;
  call(name: string, input: unknown): Promise<Reply>;
  look(): Promise<HubRun>;
  onRun(listener: (run: HubRun) => void): void;
}

export function hubDoorOver(
  ask: (order: HubOrder) => Promise<unknown>,
  onRun: HubDoor['onRun'],
): HubDoor {
  return {
    start: async (opening) => void (await ask({ do: 'start', opening })),
    stop: async () => void (await ask({ do: 'stop' })),
    revise: async (fair) => void (await ask({ do: 'revise', fair })),
    call: async (name, input) => replySchema.parse(await ask({ do: 'call', name, input })),
    look: async () => hubRunSchema.parse(await ask({ do: 'look' })),
    onRun,
  };
}
