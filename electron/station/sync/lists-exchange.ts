import type { z } from 'zod';
import { diskFault } from '../../../shared/disk-fault.ts';
import type { Fair } from '../../../shared/fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { readKnown } from '../../../shared/read-known.ts';
import { atServer } from '../../../shared/server-pins.ts';
import {
  keptListsSchema,
  packSchema,
  type SignedPeopleLists,
  signedPeopleListsSchema,
} from '../../../shared/sync/people-lists.ts';
import { HEAR_DOMAIN, hearText } from '../../../shared/sync/wire.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { Fetch } from './network.ts';

/** The calls by which lists of registered people reach a server, and come from it (P105, P106). */

/** Signed for a server over its nonce. */
interface ListsProof {
  readonly nonce: string;
  readonly signature: string;
  readonly run?: string;
}

export interface ListsServer {
  /** Each is undefined where the server does not have it, or does not answer. */
  lists(): Promise<SignedPeopleLists | undefined>;
  pack(hash: string): Promise<Uint8Array | undefined>;
  /** What the server still needs. */
  give(signed: SignedPeopleLists): Promise<readonly string[] | undefined>;
  givePack(hash: string, bytes: Uint8Array): Promise<boolean>;
}

/** What a station does with them; undefined numbers mean that it has none. */
export interface ListsHere {
  number(): number;
  /** The server has other ones than this station. */
  meet(server: ListsServer, number: number): Promise<void>;
}

/** A large list over a weak line. */
const LONGEST_WAIT_MS = 120_000;

interface ListsStation {
  readonly server: string;
  readonly fair: Pick<Fair, 'id' | 'stations'>;
  readonly slot: number;
  readonly passSeed: Uint8Array;
  readonly fetch: Fetch;
  readonly run?: string;
  readonly lists?: ListsHere;
  readonly onLists?: (number: number | undefined) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Servers that read this version of messages know of lists. */
const READS_LISTS = 3;

/** For the condition of an entrance; a server of before would refuse it. */
export function heldLists(
  { fair, slot, lists }: ListsStation,
  { reads = 0 }: { readonly reads?: number },
): { readonly people?: number } {
  const isEntrance = fair.stations.some((own) => own.slot === slot && own.role === 'entrance');
  return isEntrance && lists && reads >= READS_LISTS ? { people: lists.number() } : {};
}

/** Meets a server whose number is another one: beside the facts, so that a large list holds up none of them. */
export function listsMeeting(station: ListsStation) {
  const { lists, onLists, onTrouble } = station;
  let meeting = false;
  return function meet(number: number | undefined, nonce: string): void {
    onLists?.(number);
    if (!lists || number === undefined || number === lists.number() || meeting) return;
    meeting = true;
    lists
      .meet(listsServer(station, proofOf(station, nonce)), number)
      .catch((error: unknown) => {
        // Without the network it is asked again with the next question.
        if (diskFault(error)) onTrouble(error);
      })
      .finally(() => {
        meeting = false;
      });
  };
}

function proofOf({ fair, slot, passSeed, run }: ListsStation, nonce: string): ListsProof {
  const text = hearText(fair.id, slot, nonce, run);
  const signature = keyText(signText(HEAR_DOMAIN, text, passSeed));
  return { nonce, signature, ...(run !== undefined && { run }) };
}

function listsServer({ server, fair, slot, fetch }: ListsStation, proof: ListsProof): ListsServer {
  const asked = new URLSearchParams({ ...proof }).toString();

  async function ask<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T | undefined> {
    const answer = await fetch(new URL(atServer(server, `/v1/fairs/${fair.id}/${path}`)), {
      ...(body && {
        method: 'POST' as const,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    const text = await answer.text();
    return answer.ok ? readKnown(schema, jsonOf(text))?.value : undefined;
  }

  return {
    lists: () => ask(`stations/${slot}/people?${asked}`, signedPeopleListsSchema),
    async pack(hash) {
      const pack = await ask(`stations/${slot}/people/${hash}?${asked}`, packSchema);
      return pack && new Uint8Array(Buffer.from(pack.base64, 'base64'));
    },
    give: async (signed) => (await ask('people', keptListsSchema, { ...signed }))?.wants,
    async givePack(hash, bytes) {
      const base64 = Buffer.from(bytes).toString('base64');
      return (await ask(`people/${hash}`, keptListsSchema, { base64 })) !== undefined;
    },
  };
}
