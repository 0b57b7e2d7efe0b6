import { createStore } from 'zustand/vanilla';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Unlocking } from '../../shared/contract/station.ts';
import type { Connection, PageBridge } from './bridge.ts';
import type { Client } from './client.ts';

/** What every page knows of its station: whether it answers, and how it describes itself. */

type Greeting = CallOutput<'station.hello'>;
export type Hello = Extract<Greeting, { state: 'open' }>;
export type ServerHello = Extract<Greeting, { state: 'server' }>;
export type LockedHello = Extract<Greeting, { state: 'locked' }>;
export type RetiredHello = Extract<Greeting, { state: 'retired' }>;
export type EmptyHello = Extract<Greeting, { state: 'empty' }>;

export interface StationLink {
  readonly connection: Connection | 'connecting';
  /** Kept while the station is away, so that the screen does not change. */
  readonly hello: Hello | undefined;
  /** The station waits for the staff card. */
  readonly locked: LockedHello | undefined;
  /** The machine belongs to no fair yet. */
  readonly empty: EmptyHello | undefined;
  /** Its fair is over: keys and people’s data are destroyed. */
  readonly retired: RetiredHello | undefined;
  readonly unlocking: Unlocking | undefined;
  /** Set on the central server's own page, which has no station. */
  readonly server: ServerHello | undefined;
}
export type StationStore = ReturnType<typeof stationLink>;

const AGAIN_MS = 1_500;

export function stationLink(bridge: PageBridge, client: Client) {
  const store = createStore<StationLink>(() => ({
    connection: 'connecting',
    hello: undefined,
    locked: undefined,
    empty: undefined,
    retired: undefined,
    unlocking: undefined,
    server: undefined,
  }));

  /** Only after the events are open: the result of a scan must reach a listener. */
  async function greet(): Promise<void> {
    try {
      const greeting = await client.call('station.hello', {});
      store.setState({
        connection: 'up',
        hello: greeting.state === 'open' ? greeting : undefined,
        locked: greeting.state === 'locked' ? greeting : undefined,
        empty: greeting.state === 'empty' ? greeting : undefined,
        retired: greeting.state === 'retired' ? greeting : undefined,
        server: greeting.state === 'server' ? greeting : undefined,
      });
    } catch {
      if (store.getState().connection === 'up') store.setState({ connection: 'lost' });
      setTimeout(() => void greet(), AGAIN_MS);
    }
  }

  const amend = (change: Partial<Hello>): void =>
    store.setState(({ hello }) => ({ hello: hello && { ...hello, ...change } }));
  client.listen({
    live: (live) => amend({ live }),
    printing: ({ offer }) => amend({ printing: offer }),
    readers(readers) {
      amend({ readers });
      store.setState(({ locked, empty }) => ({
        locked: locked && { ...locked, readers },
        empty: empty && { ...empty, readers },
      }));
    },
    role: () => void greet(),
    unlocking({ step }) {
      store.setState({ unlocking: step });
      if (step === 'opened') void greet();
    },
  });
  bridge.onConnection((connection) => {
    if (connection === 'up') void greet();
    else store.setState(({ hello }) => ({ connection: hello ? connection : first(connection) }));
  });

  return {
    ...store,
    /** Staff have moved this station to another lane. */
    setLane: (lane: Hello['lane']): void => amend({ lane }),
    setCamera: (camera: Hello['camera']): void => amend({ camera }),
  };
}

/** Before the first greeting, no connection can be lost. */
function first(connection: Connection): StationLink['connection'] {
  return connection === 'lost' ? 'connecting' : connection;
}
