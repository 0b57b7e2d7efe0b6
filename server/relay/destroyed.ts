import { z } from 'zod';
import type { Destroyed } from '../../shared/destroyed.ts';
import { jsonOf } from '../../shared/json.ts';
import type { Post } from '../../shared/sync/delivery.ts';
import { destroyedIn, fairsWithDestroyed } from '../fairs/destroyed.ts';
import type { Storage } from '../storage/homes.ts';

/** What machines of the hall say of their destruction, handed on as their stations signed it (P137). */

interface Asking {
  readonly storage: Storage;
  readonly ask: (
    path: string,
    request: Parameters<Post>[1],
  ) => Promise<{ readonly status: number; text(): Promise<string> }>;
}

const refusalSchema = z.looseObject({ kind: z.string() });

/** Refusals that no later time changes; 404 `unknown` is of an older server, which has no such route (P77). */
const forGood: ReadonlySet<string> = new Set(['400 forged', '400 revoked', '404 unknown']);

export function destroyedOver({ storage, ask }: Asking) {
  const handedOn = new Set<string>();

  async function handUp(fair: string, said: Destroyed): Promise<void> {
    if (handedOn.has(said.signature)) return;
    const answer = await ask(`/v1/fairs/${fair}/destroyed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(said)),
      redirect: 'error',
    });
    // What is refused for good is sent again only after this hub's next start.
    const isOver = answer.status === 200 || forGood.has(await refusalIn(answer));
    if (isOver) handedOn.add(said.signature);
  }

  return async function handOn(): Promise<void> {
    for (const fair of await fairsWithDestroyed(storage.db)) {
      for (const { said } of await destroyedIn(storage.db, fair)) await handUp(fair, said);
    }
  };
}

async function refusalIn(answer: Awaited<ReturnType<Asking['ask']>>): Promise<string> {
  const refusal = refusalSchema.safeParse(jsonOf(await answer.text()));
  return `${answer.status} ${refusal.data?.kind ?? ''}`;
}
