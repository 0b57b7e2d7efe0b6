import { createStore } from 'zustand/vanilla';
import type { BoothFace, CallInput, Counter } from '../../shared/contract.ts';
import type { Client } from '../link/client.ts';
import { asking, type Saying } from './asking.ts';

/** The booth's face at work. All that is known of people is the station's; this shows it. */

export interface Booths {
  readonly face: BoothFace | undefined;
  readonly saying: Saying | undefined;
}

/** Taps whose answer is told by events, but for what went wrong on the way. */
type Deed =
  | 'booth.presence'
  | 'booth.walkIn'
  | 'booth.choosePost'
  | 'booth.resume'
  | 'booth.intent'
  | 'booth.next';

export type BoothsAtWork = ReturnType<typeof boothsAtWork>;

export function boothsAtWork(client: Client) {
  const store = createStore<Booths>(() => ({ face: undefined, saying: undefined }));
  const { ask, askOnce, heard } = asking(client, (saying) => store.setState({ saying }));
  return {
    ...store,
    async load(): Promise<void> {
      const face = await client.call('booth.face', {}).catch(() => undefined);
      if (face) store.setState({ face });
    },
    listen: (): (() => void) =>
      client.listen({ booths: (face) => store.setState({ face }), counter: heard }),
    async deed<N extends Deed>(name: N, input: CallInput<N>): Promise<void> {
      await askOnce(name, input, 'counter' in input ? input.counter : null);
    },
    typed: (input: CallInput<'booth.typed'>) => askOnce('booth.typed', input, input.counter),
    note: (input: CallInput<'booth.note'>) => askOnce('booth.note', input, null),
    day: (booth: string) => ask('booth.day', { booth }, null),
    export: (booth: string) => ask('booth.export', { booth }, null),
    undo: (input: CallInput<'booth.undo'>) => askOnce('booth.undo', input, null),
  };
}

/** What a tap is for: the station refuses it as soon as somebody else stands there. */
export const seenAt = ({ id, turn }: Pick<Counter, 'id' | 'turn'>) => ({ counter: id, turn });
