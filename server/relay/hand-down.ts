import { isOrdered } from '../../shared/sync/erasures.ts';
import type { Ack, Heard, Hearing } from '../../shared/sync/wire.ts';
import { fairById } from '../fairs/fairs.ts';
import { adoptFair } from '../ingest/adopt.ts';
import { isSigned, revisionHere } from '../fairs/keys.ts';
import { announceOrders } from '../ingest/announce.ts';
import { erase } from '../ingest/erase.ts';
import type { Storage } from '../storage/homes.ts';
import type { HearingAbove } from './above.ts';

/** What comes down from the server above a hub, for the station that asked and for the hub itself. */
export async function handDown(
  storage: Storage,
  hearingAbove: HearingAbove | undefined,
  station: { readonly fair: string; readonly slot: number },
  ack: Ack,
  nowMs: number,
): Promise<void> {
  const { fair, slot } = station;
  const isNews = hearingAbove?.answered(station, ack, nowMs);
  if (ack.heard) await obey(storage, fair, ack.heard);
  if (!isNews) return;
  const news = { fair, from: 0, places: [], everyone: false, only: slot };
  await storage.exclusively(fair, (db) => storage.notify(db, news));
}

/** A hub takes revisions and orders of erasure from above as if they had been given here (P71). */
async function obey(
  storage: Storage,
  id: string,
  { fair: revised, erasures }: Pick<Heard, 'fair' | 'erasures'>,
): Promise<void> {
  if (revised) await adoptFair(storage, revised, id);
  const fair = (await fairById(storage, id))?.fair;
  const signed = fair ? erasures.filter((erasure) => isOrdered(fair, erasure, isSigned)) : [];
  if (!fair || signed.length === 0) return;
  const isNew = await storage.exclusively(id, async (db) => {
    const buried = await erase(db, { fair, erasures: signed });
    if (buried) await announceOrders(storage, db, { slot: 0, fair });
    return buried;
  });
  if (!isNew) return;
  await storage.forget();
  storage.forgetSetAside();
}

/** The hub's own revision, so that the server above can send a later one, or another one. */
export async function revisionAt(
  storage: Storage,
  id: string,
): Promise<Pick<Hearing, 'revision' | 'revisionHash'>> {
  const kept = await fairById(storage, id);
  if (!kept) return {};
  return { revision: kept.fair.revision, revisionHash: revisionHere(kept.fair).hash };
}
