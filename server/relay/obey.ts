import type { Heard } from '../../shared/sync/wire.ts';
import { fairById, keepFair } from '../fairs/fairs.ts';
import { erase } from '../ingest/erase.ts';
import { isErasureSigned } from '../ingest/signatures.ts';
import type { Storage } from '../storage/homes.ts';

/** A hub takes revisions and orders of erasure from above as if they had been given here (P71). */
export async function obey(
  storage: Storage,
  id: string,
  { fair: revised, erasures }: Pick<Heard, 'fair' | 'erasures'>,
): Promise<void> {
  if (revised) await keepFair(storage, revised, id);
  const fair = (await fairById(storage, id))?.fair;
  const signed = fair ? erasures.filter((erasure) => isErasureSigned(fair, erasure)) : [];
  if (!fair || signed.length === 0) return;
  await storage.exclusively(id, async (db) => {
    await erase(db, { fair, erasures: signed });
    await storage.notify(db, { fair: id, from: 0, places: [], everyone: true });
  });
}
