import type { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import { readKnown } from '../../shared/read-known.ts';
import {
  keptListsSchema,
  packSchema,
  signedPeopleListsSchema,
} from '../../shared/sync/people-lists.ts';
import type { Hearing } from '../../shared/sync/wire.ts';
import { fairById } from '../fairs/fairs.ts';
import { keepLists, keepPack, listsOf, packOf, wholeListsNumber } from '../fairs/people-lists.ts';
import type { Storage } from '../storage/homes.ts';

/**
 * Lists of registered people between a hub and the server above it (P106): up as the organiser signed them, down with
 * what an entrance of the hall has signed for that server.
 */

interface Asked {
  readonly redirect: 'error';
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Asking {
  readonly storage: Storage;
  readonly ask: (
    path: string,
    asked: Asked,
  ) => Promise<{ readonly status: number; text(): Promise<string> }>;
}

interface Station {
  readonly fair: string;
  readonly slot: number;
}

export function listsOver({ storage, ask }: Asking) {
  const { db } = storage;
  /** By fair, what the server above was given, or has no use for. */
  const given = new Map<string, number>();

  async function answer<T>(path: string, schema: z.ZodType<T>, body?: object) {
    const asked = await ask(path, {
      redirect: 'error',
      ...(body && {
        method: 'POST' as const,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await asked.text();
    return asked.status === 200 ? readKnown(schema, jsonOf(text))?.value : undefined;
  }

  async function handUp(id: string): Promise<void> {
    const fair = (await fairById(storage, id))?.fair;
    const lists = fair && (await listsOf(db, fair));
    if (!lists || given.get(id) === lists.number) return;
    if ((await wholeListsNumber(db, fair)) !== lists.number) return;
    const path = `/v1/fairs/${id}/people`;
    const kept = await answer(path, keptListsSchema, lists.signed);
    for (const hash of kept?.wants ?? []) {
      const base64 = await packOf(db, id, hash);
      if (base64 !== undefined) await answer(`${path}/${hash}`, keptListsSchema, { base64 });
    }
    given.set(id, lists.number);
  }

  /** What an entrance's question to the server above found there. */
  async function bringDown(station: Station, hears: Hearing, number: number): Promise<void> {
    const fair = (await fairById(storage, station.fair))?.fair;
    if (!fair) return;
    const own = await wholeListsNumber(db, fair);
    // It was put back, or takes the place of another one.
    if (number < own) given.delete(fair.id);
    if (number > own) await fetchAll(fair, station.slot, hears);
  }

  async function fetchAll(fair: Fair, slot: number, hears: Hearing): Promise<void> {
    const { id } = fair;
    const { nonce, signature, run } = hears;
    const proof = new URLSearchParams({ nonce, signature, ...(run !== undefined && { run }) });
    const path = `/v1/fairs/${id}/stations/${slot}/people`;
    const signed = await answer(`${path}?${proof}`, signedPeopleListsSchema);
    const kept = signed && (await keepLists(storage, fair, signed, 'above'));
    if (!kept?.ok) return;
    for (const hash of kept.value.wants) {
      const pack = await answer(`${path}/${hash}?${proof}`, packSchema);
      if (pack) await keepPack(storage, fair, hash, pack.base64);
    }
  }

  return { up: handUp, down: bringDown };
}
