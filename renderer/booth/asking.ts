import type {
  BoothSaid,
  CallInput,
  CallName,
  CallOutput,
  EventPayload,
} from '../../shared/contract.ts';
import type { Client } from '../link/client.ts';
import { sound } from '../ui/tones.ts';

/** What a scan or a tap led to, where it was made; booths and desks say it alike. */
export interface Saying {
  readonly counter: string | null;
  readonly said: BoothSaid | { readonly kind: 'unanswered' };
  /** Counts, so that the same thing said twice is shown twice. */
  readonly turn: number;
}

const SHOWN_MS = 4_000;

export function asking(client: Client, show: (saying: Saying | undefined) => void) {
  let turn = 0;
  let over: ReturnType<typeof setTimeout> | undefined;
  const underWay = new Set<string>();

  function hear(counter: string | null, said: Saying['said']): void {
    turn += 1;
    show({ counter, said, turn });
    clearTimeout(over);
    over = setTimeout(() => show(undefined), SHOWN_MS);
    sound(said.kind === 'refused' || said.kind === 'unanswered' ? 'bad' : 'good');
  }

  /** Nothing where the station has no answer; that is said, too. */
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

  /** A second tap, while the first still waits for the station, is the same tap. */
  async function askOnce<N extends CallName>(
    name: N,
    input: CallInput<N>,
    counter: string | null,
  ): Promise<CallOutput<N> | undefined> {
    const asked = `${name} ${JSON.stringify(input)}`;
    if (underWay.has(asked)) return undefined;
    underWay.add(asked);
    try {
      return await ask(name, input, counter);
    } finally {
      underWay.delete(asked);
    }
  }

  return {
    heard: ({ counter, said }: EventPayload<'counter'>): void => hear(counter, said),
    ask,
    askOnce,
  };
}
