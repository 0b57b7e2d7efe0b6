import { type TokenRight, tokenRightSchema } from '../../shared/contract/accounts.ts';
import { machineTokenText, readMachineToken } from '../../shared/machine-token.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import type { Keeping } from './accounts.ts';
import { noteIn } from './audit.ts';
import { newSecret, secretHash } from './secrets.ts';

/** Tokens of the organiser's programs: `cf1.`, the fair, and 32 random bytes, of which only the hash stays. */

export interface ListedToken {
  readonly name: string;
  readonly rights: TokenRight[];
}

type TokenChange = { readonly fair: string; readonly name: string; readonly by: string };

export function addToken(
  { storage, now }: Pick<Keeping, 'storage' | 'now'>,
  { fair, name, by: doneBy, rights }: TokenChange & { readonly rights: readonly TokenRight[] },
): Promise<Result<{ readonly token: string }, { readonly kind: 'no-such-fair' | 'exists' }>> {
  return storage.exclusively(fair, async (db) => {
    const known = await db
      .selectFrom('fair')
      .select('revision')
      .where('fair_id', '=', fair)
      .executeTakeFirst();
    if (!known) return fail({ kind: 'no-such-fair' });
    const other = await db
      .selectFrom('machine_token')
      .select('name')
      .where('fair_id', '=', fair)
      .where('name', '=', name)
      .executeTakeFirst();
    if (other) return fail({ kind: 'exists' });
    const secret = newSecret();
    const good = [...new Set(rights)].join(' ');
    await db
      .insertInto('machine_token')
      .values({ fair_id: fair, name, hash: secretHash(secret), rights: good, made_ms: now() })
      .execute();
    await noteIn(db, fair, { did: 'token-added', by: doneBy, token: name, rights: good }, now());
    return ok({ token: machineTokenText({ fair, secret }) });
  });
}

export function removeToken(
  { storage, now }: Pick<Keeping, 'storage' | 'now'>,
  { fair, name, by: doneBy }: TokenChange,
): Promise<Result<Record<string, never>, { readonly kind: 'none' }>> {
  return storage.exclusively(fair, async (db) => {
    const gone = await db
      .deleteFrom('machine_token')
      .where('fair_id', '=', fair)
      .where('name', '=', name)
      .executeTakeFirst();
    if (gone.numDeletedRows === 0n) return fail({ kind: 'none' });
    await noteIn(db, fair, { did: 'token-removed', by: doneBy, token: name }, now());
    return ok({});
  });
}

export async function listTokens({ db }: Storage, fair: string): Promise<ListedToken[]> {
  const rows = await db
    .selectFrom('machine_token')
    .select(['name', 'rights'])
    .where('fair_id', '=', fair)
    .orderBy('name')
    .execute();
  return rows.map(({ name, rights }) => ({ name, rights: rightsIn(rights) }));
}

/** The token that a request shows for this fair; undefined for anything else. */
export async function tokenShown(
  { db }: Storage,
  fair: string,
  authorization = '',
): Promise<ListedToken | undefined> {
  const [scheme, text = ''] = authorization.split(' ');
  const shown = readMachineToken(text);
  if (scheme?.toLowerCase() !== 'bearer' || shown?.fair !== fair) return undefined;
  const row = await db
    .selectFrom('machine_token')
    .select(['name', 'rights'])
    .where('fair_id', '=', fair)
    .where('hash', '=', secretHash(shown.secret))
    .executeTakeFirst();
  return row && { name: row.name, rights: rightsIn(row.rights) };
}

/** A right that only a newer version knows is left out. */
const rightsIn = (text: string): TokenRight[] =>
  text.split(' ').flatMap((right) => tokenRightSchema.safeParse(right).data ?? []);
