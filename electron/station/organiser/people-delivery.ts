import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalText } from '../../../shared/canonical.ts';
import type { Fair } from '../../../shared/fair.ts';
import {
  MOST_BEFORE,
  MOST_PACK_BYTES,
  PEOPLE_LISTS_DOMAIN,
  type PeopleLists,
} from '../../../shared/sync/people-lists.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import { sha256 } from '../keys/sha256.ts';
import { ROSTERS } from '../people/keep-roster.ts';
import { keptLists } from '../people/kept-rosters.ts';
import { PEOPLE_FILE } from '../people/people-pack.ts';
import type { PeopleFile } from '../people/people-file.ts';
import { keepLists, type KeptLists, listsIn, verifiedLists } from '../people/signed-lists.ts';
import type { ListsHere, ListsServer } from '../sync/lists-exchange.ts';

/**
 * Delivers the imported lists of people to the entrances, by the server: the organiser signs which lists count, and
 * the station hands packs to a server that lacks them, whenever it is reached (P105).
 */

interface DeliveryOptions {
  /** The station's data folder. */
  readonly folder: string;
  readonly fair: Pick<Fair, 'id' | 'signingKey'>;
  readonly now: () => number;
  /** Others were signed, or came: the server is to be asked. */
  readonly onSigned: () => void;
}

/** A pack of this station. */
interface OwnPack {
  readonly list: string;
  readonly people: number;
  readonly hash: string;
  readonly bytes: Uint8Array;
}

export interface PeopleDelivery extends ListsHere {
  /** Signs that all lists here count, and none that was taken back. */
  sign(signingKey: Uint8Array): Promise<void>;
  /** Each list here, and whether the newest signed word names it. */
  lists(): Promise<readonly { list: string; people: number; signed: boolean }[]>;
  /** Of the server, as it said last: undefined until it has, null for one of an earlier version. */
  atServer(): number | null | undefined;
  /** The newest signed text with all its packs, for a stick. */
  forStick(): Promise<Result<PeopleFile, { readonly kind: 'none' | 'elsewhere' }>>;
  /** The server answered a question. */
  readonly heard: (number: number | undefined) => void;
}

export async function peopleDelivery(options: DeliveryOptions): Promise<PeopleDelivery> {
  const { folder, fair, now, onSigned } = options;
  let held = await listsIn(folder, fair);
  let atServer: number | null | undefined;
  const own = new Set((await packsOf(folder)).map(({ hash }) => hash));

  async function keep(lists: KeptLists): Promise<void> {
    await keepLists(folder, lists.signed);
    held = lists;
  }

  return {
    number: () => held?.number ?? 0,
    atServer: () => atServer,
    heard(number) {
      atServer = number ?? null;
    },
    async lists() {
      const named = new Set(held?.lists.map(({ hash }) => hash));
      return (await packsOf(folder)).map(({ list, people, hash }) => ({
        list,
        people,
        signed: named.has(hash),
      }));
    },
    async forStick() {
      if (!held) return fail({ kind: 'none' });
      const packs = new Map((await packsOf(folder)).map(({ hash, bytes }) => [hash, bytes]));
      const named = held.lists.flatMap(({ hash }) => packs.get(hash) ?? []);
      // Another organiser's station imported some of them, and its packs went to the server alone.
      if (named.length < held.lists.length) return fail({ kind: 'elsewhere' });
      return ok({ signed: held.signed, packs: named });
    },
    async sign(signingKey) {
      const packs = await packsOf(folder);
      // What another organiser's station has brought counts on.
      const others = held?.lists.filter(({ hash }) => !own.has(hash)) ?? [];
      for (const { hash } of packs) own.add(hash);
      const lists: PeopleLists = {
        v: 1,
        fair: fair.id,
        number: Math.max(now(), held?.number ?? 0, atServer ?? 0) + 1,
        before: held ? [...held.before, held.number].slice(-MOST_BEFORE) : [],
        lists: [
          ...others,
          ...packs.map(({ hash, bytes, people }) => ({ hash, bytes: bytes.length, people })),
        ],
      };
      const text = canonicalText(lists);
      const signature = keyText(signText(PEOPLE_LISTS_DOMAIN, text, signingKey));
      await keep({ ...lists, signed: { text, signature } });
      onSigned();
    },
    async meet(server, number) {
      if (held && number < held.number && (await give(server, held, folder))) return onSigned();
      const signed = await server.lists();
      const lists = signed && verifiedLists(signed, fair);
      // Another organiser's station was first: ours are signed once more, beside theirs.
      if (lists && !held?.before.includes(lists.number)) await keep(lists);
    },
  };
}

/** Whether the server has all of it now. Another organiser's station gives the packs that are not here. */
async function give(server: ListsServer, { signed }: KeptLists, folder: string): Promise<boolean> {
  const wants = await server.give(signed);
  if (!wants || wants.length === 0) return wants !== undefined;
  const packs = new Map((await packsOf(folder)).map(({ hash, bytes }) => [hash, bytes]));
  for (const hash of wants) {
    const bytes = packs.get(hash);
    if (!bytes || !(await server.givePack(hash, bytes))) return false;
  }
  return true;
}

async function packsOf(folder: string): Promise<OwnPack[]> {
  const packs: OwnPack[] = [];
  for (const { list, people } of await keptLists(folder)) {
    const file = join(folder, ROSTERS, list, PEOPLE_FILE);
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes && bytes.length > 0 && bytes.length <= MOST_PACK_BYTES) {
      packs.push({ list, people, bytes, hash: sha256(bytes) });
    }
  }
  return packs;
}
