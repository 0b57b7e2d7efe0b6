import { join } from 'node:path';
import { expect } from 'vitest';
import { openStationHere } from '../../electron/station/station-here.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type EventName,
  type EventPayload,
} from '../../shared/contract/calls.ts';
import { fail, ok } from '../../shared/result.ts';
import type { z } from 'zod';

/** A machine as its page sees it, with a stick, and without readers or a browser that saves. */

const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

export const openFolder = (folder: string, stick: string) => {
  const listMedia = async () => [{ folder: stick, name: 'KINGSTON', readOnly: false }];
  return openStationHere({
    resources: join(import.meta.dirname, '../../resources'),
    folder,
    opensSample: false,
    version: 'test',
    canLeave: false,
    onTrouble: () => undefined,
    hid: { list: async () => ok([]), open: async () => fail({ kind: 'gone' }) },
    listMedia,
    saving: { listMedia },
  });
};

type Steps = 'joining' | 'takingOver';
type Face<N extends Steps> = EventPayload<N>;
export type EmptyMachine = Awaited<ReturnType<typeof emptyMachine>>;

export async function emptyMachine(folder: string, stick: string) {
  const opened = await openFolder(folder, stick);
  if (!opened.ok) throw new Error(opened.fault.kind);
  const { door } = opened.value;
  const faces: { [N in EventName]?: EventPayload<N> } = {};
  door.onEvent((event) => {
    Object.assign(faces, { [event.name]: event.payload });
  });
  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await door.dispatch(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.fault.kind}`);
    return outputs[name].output.parse(reply.value);
  }
  return {
    call,
    scan: (text: string) => call('arrival.wedge', { text }),
    /** The next face that waits for a person. */
    async settled<N extends Steps>(name: N, busy: readonly string[]): Promise<Face<N> | undefined> {
      await expect.poll(() => busy.includes(faces[name]?.at ?? 'idle')).toBe(false);
      return faces[name];
    },
    /** What was said last of this. */
    last: <N extends EventName>(name: N): EventPayload<N> | undefined => faces[name],
    hello: () => call('station.hello', {}),
    close: () => door.close(),
  };
}
