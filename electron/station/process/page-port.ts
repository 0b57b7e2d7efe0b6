import { z } from 'zod';
import type { StationDoor } from '../open/station-door.ts';
import type { Port } from '../../../shared/process-port.ts';

/**
 * Serves the contract to one page over its own port. The preload holds the other end
 * (`electron/preload.ts`).
 */

const callSchema = z.strictObject({ number: z.int(), name: z.string(), input: z.unknown() });

/** Returns a function that lets go of the page. */
export function servePage(
  port: Port,
  { dispatch, onEvent }: Pick<StationDoor, 'dispatch' | 'onEvent'>,
): () => void {
  const stopListening = onEvent(({ name, payload }) => port.post({ name, payload }));
  port.onMessage((message) => {
    const call = callSchema.safeParse(message);
    if (!call.success) return;
    const { number, name, input } = call.data;
    void dispatch(name, input).then((reply) => port.post({ number, reply }));
  });
  port.onClose(stopListening);
  return () => {
    stopListening();
    port.close();
  };
}
