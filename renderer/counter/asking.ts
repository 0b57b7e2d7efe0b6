import type { CallInput, CallName, CallOutput, EventPayload } from '../../shared/contract/calls.ts';
import type { CounterSaid } from '../../shared/contract/counter.ts';
import type { Client } from '../link/client.ts';
import { sound } from '../ui/tones.ts';

/** The result of a scan or a tap, and its counter. */
export interface Saying {
  readonly counter: string | null;
  readonly said: CounterSaid | { readonly kind: 'unanswered' };
  /** Counts up, so that the same words are announced again. */
  readonly turn: number;
}

const SHOWN_MS = 4_000;

export function asking(client: Client, show: (saying: Saying | undefined) => void) {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const underWay = new Set<string>();

  function tell(counter: string | null, said: Saying['said']): void {
    turn += 1;
    show({ counter, said, turn });
    clearTimeout(timer);
    timer = setTimeout(() => show(undefined), SHOWN_MS);
    sound(said.kind === 'refused' || said.kind === 'unanswered' ? 'bad' : 'good');
  }

  /** Undefined if the station does not answer, which the page also shows. */
  async function ask<N extends CallName>(
    name: N,
    input: CallInput<N>,
    counter: string | null,
  ): Promise<CallOutput<N> | undefined> {
    try {
      return await client.call(name, input);
    } catch {
      tell(counter, { kind: 'unanswered' });
      return undefined;
    }
  }

  /** Ignores a second tap while the first still waits for the station. */
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
    onSaid: ({ counter, said }: EventPayload<'counter'>): void => tell(counter, said),
    ask,
    askOnce,
  };
}

/** The target of a tap: the station refuses it once the person at the counter has changed. */
export const aimedAt = ({ id, turn }: { readonly id: string; readonly turn: string }) => ({
  counter: id,
  turn,
});
