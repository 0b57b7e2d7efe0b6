import { jsonOf } from '../../shared/json.ts';
import { readKnown } from '../../shared/read-known.ts';
import { closingAnswerSchema } from '../../shared/signed-time.ts';
import { closeFair, closingOf } from '../fairs/closing.ts';
import { fairById } from '../fairs/fairs.ts';
import { fairsListed } from '../fairs/listed.ts';
import type { Storage } from '../storage/homes.ts';

/**
 * A fair that the organiser closed at the server above closes at the hub, too (P33). Its stations are long
 * switched off by then, so the hub asks by itself; it takes nothing but the organiser's signed time.
 */

const EVERY_MS = 10 * 60_000;

interface Asking {
  readonly storage: Storage;
  readonly ask: (path: string) => Promise<{ text(): Promise<string> }>;
  readonly now: () => number;
}

export function closingsFromAbove({ storage, ask, now }: Asking) {
  let dueFromMs = Number.NEGATIVE_INFINITY;

  /** A fair that may not close yet is asked for again in the next round. */
  return async function hear(mayClose: (fair: string) => Promise<boolean>): Promise<void> {
    if (now() < dueFromMs) return;
    dueFromMs = now() + EVERY_MS;
    for (const { id } of await fairsListed(storage.db, { since: '' })) {
      if ((await closingOf(storage.db, id)) !== null) continue;
      if (!(await mayClose(id))) {
        dueFromMs = Number.NEGATIVE_INFINITY;
        continue;
      }
      const answer = await ask(`/v1/fairs/${id}/closing`);
      const closed = readKnown(closingAnswerSchema, jsonOf(await answer.text()))?.value.closed;
      const kept = closed && (await fairById(storage, id));
      if (kept) await closeFair(storage, kept, closed, now());
    }
  };
}
