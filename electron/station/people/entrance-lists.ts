import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import type { Fair, Registration } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Store } from '../store/store.ts';
import { writeWhole } from '../keys/whole-file.ts';
import type { ListsHere } from '../sync/lists-exchange.ts';
import type { ReadPeopleFile } from './people-file.ts';
import { peopleOf, unpackPeople } from './people-pack.ts';
import { keepLists, type KeptLists, LISTS_FOLDER, listsIn, verifiedLists } from './signed-lists.ts';

/**
 * An entrance takes lists of registered people while it runs, over the network or from a stick (P107, P132): all that
 * the organiser named, or none of it. Whom no list names any more is forgotten, and nobody who was erased comes back.
 */

interface Options {
  /** The station's data folder. */
  readonly folder: string;
  readonly fair: Pick<Fair, 'id' | 'signingKey'>;
  readonly pseudonymKey: Uint8Array;
  readonly store: Pick<Store, 'people' | 'isErased'>;
  readonly onTrouble: (error: unknown) => void;
  /** The number that the entrance holds has changed. */
  readonly onTaken: () => void;
}

export interface EntranceLists extends ListsHere {
  /** What counts here; undefined before the first list. */
  held(): KeptLists | undefined;
  /** Of the newest one that a server has named; undefined before it was heard. */
  atServer(): number | undefined;
  /** The server answered a question. */
  readonly heard: (number: number | undefined) => void;
  /** Takes a file of a stick, which is signed and whole. */
  takeFile(
    file: ReadPeopleFile,
  ): Promise<Result<undefined, { readonly kind: 'older' | 'held' | 'not-ours' }>>;
}

/** A small batch, so that a scan never waits for it. */
const AT_ONCE = 200;

const packFile = (folder: string, hash: string): string =>
  join(folder, LISTS_FOLDER, `${hash}.pack`);

/** Of a server or a stick; undefined where it is not there yet. */
type PackOf = (hash: string) => Promise<Uint8Array | undefined>;
type Taken = Result<undefined, { readonly kind: 'incomplete' | 'not-ours' }>;

export async function entranceLists(options: Options): Promise<EntranceLists> {
  const { folder, fair, pseudonymKey, store, onTrouble, onTaken } = options;
  let held = await listsIn(folder, fair);
  let atServer: number | undefined;
  /** What could not be read is not fetched again and again. */
  let refused = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** A stick may be here while the network brings a list. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function take(lists: KeptLists, packOf: PackOf): Promise<Taken> {
    for (const { hash } of lists.lists) {
      if (await isHere(folder, hash)) continue;
      const bytes = await packOf(hash);
      // The server has not all of it yet, or the line broke: asked again with the next question.
      if (!bytes || sha256(bytes) !== hash) return fail({ kind: 'incomplete' });
      if (!unpackPeople(bytes, fair.id, pseudonymKey).ok) return fail({ kind: 'not-ours' });
      await writeWhole(packFile(folder, hash), bytes);
    }
    await keepLists(folder, lists.signed);
    held = lists;
    await registerAll();
    await dropOthers(folder, lists);
    onTaken();
    return ok(undefined);
  }

  async function registerAll(): Promise<void> {
    const people = await registeredHere(folder, fair, pseudonymKey);
    if (!people.ok) return onTrouble(new Error(people.fault.kind));
    const there = people.value.filter(({ pseudonym }) => !store.isErased(pseudonym));
    for (let from = 0; from < there.length; from += AT_ONCE) {
      store.people.putRegistrations(there.slice(from, from + AT_ONCE));
      await eventLoopTurn();
    }
    const known = new Set(there.map(({ lookup }) => lookup));
    const gone = store.people.registrationLookups().filter((lookup) => !known.has(lookup));
    for (let from = 0; from < gone.length; from += AT_ONCE) {
      store.people.dropRegistrations(gone.slice(from, from + AT_ONCE));
      await eventLoopTurn();
    }
  }

  return {
    number: () => held?.number ?? 0,
    held: () => held,
    atServer: () => atServer,
    heard(number) {
      atServer = number ?? atServer;
    },
    meet: (server, number) =>
      inTurn(async () => {
        if (number <= Math.max(held?.number ?? 0, refused)) return;
        const signed = await server.lists();
        const lists = signed && verifiedLists(signed, fair);
        if (!lists || lists.number <= (held?.number ?? 0)) return;
        const taken = await take(lists, (hash) => server.pack(hash));
        if (taken.ok || taken.fault.kind === 'incomplete') return;
        refused = lists.number;
        onTrouble(new Error('a list of people that is not for this entrance'));
      }),
    takeFile: ({ lists, packs }) =>
      inTurn(async () => {
        const number = held?.number ?? 0;
        if (lists.number < number) return fail({ kind: 'older' as const });
        if (lists.number === number) return fail({ kind: 'held' as const });
        const taken = await take(lists, async (hash) => packs.get(hash));
        return taken.ok ? taken : fail({ kind: 'not-ours' as const });
      }),
  };
}

/** From the lists that the organiser signed, and from a pack that somebody laid into the folder. */
export async function registeredHere(
  folder: string,
  fair: Pick<Fair, 'id' | 'signingKey'>,
  pseudonymKey: Uint8Array,
): Promise<Result<Registration[], { readonly kind: 'not-ours' }>> {
  const byStick = await peopleOf(folder, fair.id, pseudonymKey);
  if (!byStick.ok) return byStick;
  const all = [...byStick.value];
  for (const { hash } of (await listsIn(folder, fair))?.lists ?? []) {
    const pack = await readFile(packFile(folder, hash)).catch(() => undefined);
    const people = pack && unpackPeople(pack, fair.id, pseudonymKey);
    // A file that somebody damaged: its people are asked like anyone else.
    if (people?.ok) all.push(...people.value);
  }
  return ok(all);
}

const isHere = async (folder: string, hash: string): Promise<boolean> => {
  const bytes = await readFile(packFile(folder, hash)).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === hash;
};

async function dropOthers(folder: string, { lists }: KeptLists): Promise<void> {
  const named = new Set(lists.map(({ hash }) => `${hash}.pack`));
  for (const file of await readdir(join(folder, LISTS_FOLDER))) {
    if (file.endsWith('.pack') && !named.has(file)) {
      await rm(join(folder, LISTS_FOLDER, file), { force: true });
    }
  }
}
