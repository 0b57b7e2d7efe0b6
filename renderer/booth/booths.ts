import { createStore } from 'zustand/vanilla';
import type {
  BoothFace,
  BoothSaid,
  CallInput,
  CallName,
  CallOutput,
  Counter,
} from '../../shared/contract.ts';
import type { Client } from '../client.ts';
import { sound } from '../ui/tones.ts';

/** The booth's face at work. All that is known of people is the station's; this shows it. */

export interface Saying {
  readonly counter: string | null;
  readonly said: BoothSaid | { readonly kind: 'unanswered' };
  /** Counts, so that the same thing said twice is shown twice. */
  readonly turn: number;
}

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
  | 'booth.note'
  | 'booth.next';

export type BoothsAtWork = ReturnType<typeof boothsAtWork>;

export function boothsAtWork(client: Client) {
  const store = createStore<Booths>(() => ({ face: undefined, saying: undefined }));
  let turn = 0;

  function hear(counter: string | null, said: Saying['said']): void {
    turn += 1;
    store.setState({ saying: { counter, said, turn } });
    sound(said.kind === 'refused' || said.kind === 'unanswered' ? 'bad' : 'good');
  }

  async function load(): Promise<void> {
    const face = await client.call('booth.face', {}).catch(() => undefined);
    if (face) store.setState({ face });
  }

  async function ask<N extends CallName>(
    name: N,
    input: CallInput<N>,
    counter: string | null,
  ): Promise<CallOutput<N> | undefined> {
    try {
      return await client.call(name, input);
    } catch {
      hear(counter, { kind: 'unanswered' });
      return undefined;
    }
  }

  return {
    ...store,
    load,
    listen: (): (() => void) =>
      client.listen({
        booths: (face) => store.setState({ face }),
        counter: ({ counter, said }) => hear(counter, said),
      }),
    async deed<N extends Deed>(name: N, input: CallInput<N>): Promise<void> {
      await ask(name, input, 'counter' in input ? input.counter : null);
    },
    typed: (counter: string, text: string) => ask('booth.typed', { counter, text }, counter),
    undo: (input: CallInput<'booth.undo'>) => ask('booth.undo', input, null),
  };
}

/** Whom a tap is for. */
export function forWhom({ id, standing }: Counter): { counter: string; visit: string } {
  return { counter: id, visit: standing?.visit ?? '' };
}
