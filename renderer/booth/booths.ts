import { createStore } from 'zustand/vanilla';
import type { BoothFace } from '../../shared/contract/booth.ts';
import type { CallInput } from '../../shared/contract/calls.ts';
import type { taps } from '../../shared/deeds.ts';
import type { Client } from '../link/client.ts';
import { asking, type Saying } from '../counter/asking.ts';
import { chosenAfter, inFront } from './front.ts';

/** The booth's page at work. It stores nothing about people: the station sends what it shows. */

export interface Booths {
  readonly face: BoothFace | undefined;
  readonly saying: Saying | undefined;
  /** The booth that was brought to the front, by a tap or a scan. */
  readonly chosen: string | undefined;
}

/** Taps whose result arrives as an event, unless the station does not answer. */
type Deed =
  | 'booth.presence'
  | 'booth.walkIn'
  | 'booth.choosePost'
  | (typeof taps)[number]['call']
  | 'booth.intent'
  | 'booth.next';

export type BoothsAtWork = ReturnType<typeof boothsAtWork>;

export function boothsAtWork(client: Client) {
  const store = createStore<Booths>(() => ({
    face: undefined,
    saying: undefined,
    chosen: undefined,
  }));
  const { ask, askOnce, onSaid } = asking(client, (saying) =>
    store.setState(({ face, chosen }) => ({
      saying,
      chosen: chosenAfter(face?.counters ?? [], chosen, saying?.counter),
    })),
  );
  /** Tells the station where scanners that no card has bound work. */
  const front = (place: string | undefined) =>
    askOnce('counter.front', { place: place ?? null }, null);
  const load = async (): Promise<void> => {
    const face = await client.call('booth.face', {}).catch(() => undefined);
    if (!face) return;
    store.setState({ face });
    await front(inFront(face.counters, store.getState().chosen));
  };
  const again = (): void => void (store.getState().face && load());
  return {
    ...store,
    load,
    front,
    listen: (): (() => void) =>
      client.listen(
        {
          booths: (face) => store.setState({ face }),
          counter: onSaid,
          // Another revision of the fair: employers came, posts closed. Its duty knows no place in front.
          role: again,
        },
        again,
      ),
    choose: (booth: string): void => store.setState({ chosen: booth }),
    release: (counter: string) => askOnce('counter.release', { counter }, null),
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
