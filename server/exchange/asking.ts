import type { CanonicalObject } from '../../shared/canonical.ts';
import type { Role, StationSlot } from '../../shared/fair.ts';
import {
  HEAR_DOMAIN,
  hearText,
  type Hearing,
  LIVE_DOMAIN,
  QUESTION_DOMAIN,
  questionText,
} from '../../shared/sync/wire.ts';
import type { KeptFair } from '../fairs/fairs.ts';
import { isSigned } from '../fairs/keys.ts';
import type { Db } from '../storage/tables.ts';
import { isOurNonce, NONCE_MS } from './nonce.ts';

/** Whether a station itself asks, and asks this. */

interface Signed {
  readonly domain: string;
  readonly text: string;
}
/** A station's question, and the same as it was signed. */
export interface Question {
  readonly hears: Hearing;
  readonly asked: CanonicalObject;
}

type ByNonce = Pick<Hearing, 'nonce' | 'signature'>;

/** The station that asks, if it has signed one of these, with one of our recent nonces. */
function signer(
  { fair, secret }: Pick<KeptFair, 'fair' | 'secret'>,
  slot: number,
  { nonce, signature }: ByNonce,
  now: number,
  ...either: readonly Signed[]
): StationSlot | undefined {
  const station = fair.stations.find((other) => other.slot === slot);
  if (!station || fair.revoked.includes(slot)) return undefined;
  if (!isOurNonce(secret, slot, nonce, now)) return undefined;
  const { passKey } = station;
  const signed = either.some(({ domain, text }) => isSigned(domain, text, signature, passKey));
  return signed ? station : undefined;
}

/** Earlier versions sign the same for the stream as for a question. */
export function listeningStation(
  kept: Pick<KeptFair, 'fair' | 'secret'>,
  slot: number,
  asked: ByNonce,
  now: number,
): StationSlot | undefined {
  const text = hearText(kept.fair.id, slot, asked.nonce);
  return signer(
    kept,
    slot,
    asked,
    now,
    { domain: LIVE_DOMAIN, text },
    { domain: HEAR_DOMAIN, text },
  );
}

/**
 * The role of a station in force, by what it signs for a server: itself, or the hub that carries its question up.
 * Only entrances are given lists of people, and an organiser's station which of them count.
 */
export function roleThatAsks(
  kept: Pick<KeptFair, 'fair' | 'secret'>,
  slot: number,
  asked: ByNonce & { readonly run?: string | undefined },
  now: number,
): Role | undefined {
  const text = hearText(kept.fair.id, slot, asked.nonce, asked.run);
  return signer(kept, slot, asked, now, { domain: HEAR_DOMAIN, text })?.role;
}

/**
 * The station that asks. Earlier versions sign the nonce alone, and so does a station for the servers above its
 * hub, which carries the question up from its own place.
 */
export async function askingStation(
  db: Db,
  kept: Pick<KeptFair, 'fair' | 'secret'>,
  slot: number,
  { hears, asked }: Question,
  now: number,
): Promise<StationSlot | undefined> {
  const { signature: _signature, ...question } = asked;
  const { id } = kept.fair;
  if (hears.number === undefined) {
    const text = hearText(id, slot, hears.nonce, hears.run);
    return signer(kept, slot, hears, now, { domain: HEAR_DOMAIN, text });
  }
  const text = questionText(id, slot, question);
  const station = signer(kept, slot, hears, now, { domain: QUESTION_DOMAIN, text });
  return station && (await isNew(db, id, slot, hears.number, now)) ? station : undefined;
}

/** Nobody asks twice with one signature. After a nonce's life no old question is left to repeat. */
async function isNew(
  db: Db,
  fair: string,
  station: number,
  number: number,
  now: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('asked')
    .values({ fair_id: fair, station, number, at_ms: now })
    .onConflict((conflict) =>
      conflict
        .columns(['fair_id', 'station'])
        .doUpdateSet({ number, at_ms: now })
        .where((eb) =>
          eb.or([eb('asked.number', '<', number), eb('asked.at_ms', '<', now - NONCE_MS)]),
        ),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}
