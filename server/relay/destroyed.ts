import type { Destroyed } from '../../shared/destroyed.ts';
import type { Post } from '../../shared/sync/delivery.ts';
import { destroyedIn } from '../fairs/destroyed.ts';
import type { Storage } from '../storage/homes.ts';

/** What machines of the hall say of their destruction, handed on as their stations signed it (P137). */

interface Asking {
  readonly storage: Storage;
  readonly ask: (
    path: string,
    request: Parameters<Post>[1],
  ) => Promise<{ readonly status: number }>;
}

export function destroyedOver({ storage, ask }: Asking) {
  const handedOn = new Set<string>();

  async function up(fair: string, said: Destroyed): Promise<void> {
    if (handedOn.has(said.signature)) return;
    const { status } = await ask(`/v1/fairs/${fair}/destroyed`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(said)),
      redirect: 'error',
    });
    // An older server does not know it; it is told again after this hub's next start.
    if (status < 500) handedOn.add(said.signature);
  }

  return async function handOn(fair: string): Promise<void> {
    for (const { said } of await destroyedIn(storage.db, fair)) await up(fair, said);
  };
}
