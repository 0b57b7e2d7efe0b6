import { randomBytes } from 'node:crypto';
import type { Fair } from '../shared/fair.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { openFair } from './keys.ts';
import type { Storage } from './storage/homes.ts';

/** The fairs that this server keeps, by the newest revision that it was given. */

export type FairFault = {
  readonly kind: 'unreadable' | 'forged' | 'other-keys' | 'older';
};

export interface SignedFair {
  readonly text: string;
  readonly signature: string;
}

/** The first comes from whoever runs the server; a later one under the same keys. */
export async function keepFair(
  storage: Storage,
  { text, signature }: SignedFair,
): Promise<Result<Fair, FairFault>> {
  const opened = openFair(text, signature);
  if (!opened.ok) return opened;
  const fair = opened.value;
  return storage.exclusively(fair.id, async (db) => {
    const row = await db
      .selectFrom('fair')
      .select(['text', 'signature', 'revision'])
      .where('fair_id', '=', fair.id)
      .executeTakeFirst();
    const known = row && openFair(row.text, row.signature);
    if (known?.ok && known.value.signingKey !== fair.signingKey)
      return fail({ kind: 'other-keys' });
    if (row && row.revision > fair.revision) return fail({ kind: 'older' });
    await db
      .insertInto('fair')
      .values({
        fair_id: fair.id,
        revision: fair.revision,
        text,
        signature,
        secret: randomBytes(32).toString('base64url'),
      })
      .onConflict((conflict) =>
        conflict.column('fair_id').doUpdateSet({ revision: fair.revision, text, signature }),
      )
      .execute();
    return ok(fair);
  });
}

export interface KeptFair {
  readonly fair: Fair;
  /** The server's own. */
  readonly secret: string;
}

export async function fairById(storage: Storage, id: string): Promise<KeptFair | undefined> {
  const row = await storage.db
    .selectFrom('fair')
    .select(['text', 'signature', 'secret'])
    .where('fair_id', '=', id)
    .executeTakeFirst();
  const fair = row && openFair(row.text, row.signature);
  return fair?.ok ? { fair: fair.value, secret: row?.secret ?? '' } : undefined;
}
