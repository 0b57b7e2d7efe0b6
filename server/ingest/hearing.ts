import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Fair } from '../../shared/fair.ts';
import {
  HEAR_DOMAIN,
  hearText,
  type Heard,
  type Hearing,
  type WireFact,
} from '../../shared/sync/wire.ts';
import { coverageOf } from '../coverage.ts';
import type { KeptFair } from '../fairs.ts';
import { wallOf } from '../organiser/wall.ts';
import { isSigned } from '../keys.ts';
import type { Db } from '../storage/tables.ts';
import { ordersAfter } from './erasures.ts';
import { lastArrival } from './facts.ts';

/**
 * What comes back down: to an entrance the others' check-ins, to a booth what happened at its own, to an
 * organiser all.
 */

const NONCE_MS = 10 * 60_000;
const AT_ONCE = 500;

/** Known again by any server on this database, and kept by none. */
export function nonceFor(secret: string, slot: number, now: number): string {
  const until = String(now + NONCE_MS);
  return `${until}.${sealOf(secret, slot, until)}`;
}

function isOurs(secret: string, slot: number, nonce: string, now: number): boolean {
  const [until = '', seal = ''] = nonce.split('.');
  const right = Buffer.from(sealOf(secret, slot, until));
  const given = Buffer.from(seal);
  return given.length === right.length && timingSafeEqual(given, right) && now <= Number(until);
}

function sealOf(secret: string, slot: number, until: string): string {
  return createHmac('sha256', secret).update(`${slot}/${until}`).digest('base64url');
}

/** The station that holds the key, where it has just signed what we thought of. */
export function whoAsks(
  { fair, secret }: Pick<KeptFair, 'fair' | 'secret'>,
  slot: number,
  { nonce, signature }: Pick<Hearing, 'nonce' | 'signature'>,
  now: number,
): Fair['stations'][number] | undefined {
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station || fair.revoked.includes(slot)) return undefined;
  if (!isOurs(secret, slot, nonce, now)) return undefined;
  const text = hearText(fair.id, slot, nonce);
  return isSigned(HEAR_DOMAIN, text, signature, station.passKey) ? station : undefined;
}

export interface Asker {
  readonly slot: number;
  readonly incarnation: string;
  readonly hears: Hearing | undefined;
}

/** Nothing where the question is not the station's own, or is too old: it asks again with a new nonce. */
export async function heardBy(
  db: Db,
  { fair, signed, secret }: KeptFair,
  { slot, incarnation, hears }: Asker,
  now: number,
): Promise<Heard | undefined> {
  const station = hears && whoAsks({ fair, secret }, slot, hears, now);
  if (!station) return undefined;
  const isLater = hears.revision !== undefined && hears.revision < fair.revision;
  return {
    ...(isLater && { fair: signed }),
    ...(station.role === 'organiser' && { coverage: await coverageOf({ db }, fair) }),
    ...(station.role === 'wall' && { wall: await wallOf(db, fair, now) }),
    ...(await ordersAfter(db, fair, hears.erasures)),
    ...(await othersAfter(db, fair, station, hears.facts)),
    lost:
      hears.lostAfter === undefined
        ? []
        : await ownAfter(db, fair, slot, incarnation, hears.lostAfter),
  };
}

async function othersAfter(
  db: Db,
  fair: Fair,
  { slot, role, serves }: Fair['stations'][number],
  after: number,
): Promise<Pick<Heard, 'facts' | 'factsUpTo' | 'more'>> {
  const last = await lastArrival(db, fair.id);
  // A server that was put back from a backup numbers anew: whoever heard more of it hears all again.
  const from = after > last ? 0 : after;
  const known = db
    .selectFrom('fact')
    .select(['text', 'hash', 'pseudonym', 'salt', 'arrival'])
    .where('fair_id', '=', fair.id)
    .where('arrival', '>', from)
    .where('station', '<>', slot)
    .orderBy('arrival')
    .limit(AT_ONCE);
  const gates = fair.stations
    .filter((other) => other.role === 'entrance' && other.slot !== slot)
    .map((other) => other.slot);
  // An organiser's station takes the whole day away, with or without a server.
  const wanted =
    role === 'organiser'
      ? known
      : role === 'entrance' && gates.length > 0
        ? known.where('station', 'in', gates)
        : (role === 'booth' || role === 'desk') && serves && serves.length > 0
          ? known.where('place', 'in', serves)
          : undefined;
  const rows = (await wanted?.execute()) ?? [];
  const more = rows.length === AT_ONCE;
  const factsUpTo = more ? (rows.at(-1)?.arrival ?? last) : last;
  return { facts: rows.map(wireOf), factsUpTo, more };
}

async function ownAfter(
  db: Db,
  fair: Fair,
  slot: number,
  incarnation: string,
  seq: number,
): Promise<WireFact[]> {
  const rows = await db
    .selectFrom('fact')
    .select(['text', 'hash', 'pseudonym', 'salt'])
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
  return rows.map(wireOf);
}

export function wireOf(row: {
  readonly text: string;
  readonly hash: string;
  readonly pseudonym: string | null;
  readonly salt: string | null;
}): WireFact {
  const { text, hash, pseudonym, salt } = row;
  if (pseudonym === null) return { text, hash };
  return salt === null
    ? { text, hash, tombstone: pseudonym }
    : { text, hash, opening: { pseudonym, salt } };
}
