import { createStore } from 'zustand/vanilla';
import type { CallInput } from '../../shared/contract/calls.ts';
import type { DeskFace } from '../../shared/contract/desk.ts';
import type { Client } from '../link/client.ts';
import { asking, type Saying } from '../counter/asking.ts';

/** The service desks' page at work. */

export interface Desks {
  readonly face: DeskFace | undefined;
  readonly saying: Saying | undefined;
  /** The desk on the screen; a scan at another desk brings that one. */
  readonly desk: string | undefined;
}

type Deed = 'desk.consult' | 'desk.service' | 'desk.next';

export type DesksAtWork = ReturnType<typeof desksAtWork>;

export function desksAtWork(client: Client) {
  const store = createStore<Desks>(() => ({ face: undefined, saying: undefined, desk: undefined }));
  const { ask, askOnce, onSaid } = asking(client, (saying) => {
    const { face, desk } = store.getState();
    const scanned = face?.counters.find(({ id }) => id === saying?.counter)?.desk;
    store.setState({ saying, desk: scanned ?? desk });
  });
  /** Tells the station where scanners that no card has bound work. */
  const front = (place: string) => askOnce('counter.front', { place }, null);
  const load = async (): Promise<void> => {
    const face = await client.call('desk.face', {}).catch(() => undefined);
    if (!face) return;
    store.setState({ face });
    const { desk = face.desks[0]?.code } = store.getState();
    if (desk !== undefined) await front(desk);
  };
  const again = (): void => void (store.getState().face && load());
  return {
    ...store,
    load,
    front,
    choose: (desk: string): void => store.setState({ desk }),
    release: (counter: string) => askOnce('counter.release', { counter }, null),
    listen: (): (() => void) =>
      client.listen(
        {
          desks: (face) => store.setState({ face }),
          counter: onSaid,
          // Another revision of the fair. Its duty knows no place in front.
          role: again,
        },
        again,
      ),
    async deed<N extends Deed>(name: N, input: CallInput<N>): Promise<void> {
      await askOnce(name, input, input.counter);
    },
    /** Counts every tap: three quick ones are three leaflets. */
    handOut: (input: CallInput<'desk.handout'>) => ask('desk.handout', input, input.counter),
    typed: (input: CallInput<'desk.typed'>) => askOnce('desk.typed', input, input.counter),
    undo: (input: CallInput<'desk.undo'>) => askOnce('desk.undo', input, null),
  };
}
