import type { AccountRole } from '../../shared/contract/accounts.ts';
import { accountRoleSchema } from '../../shared/contract/accounts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import type { Db } from '../storage/tables.ts';
import { noteIn } from './audit.ts';
import { type PasswordFault, passwordFault } from './password-rules.ts';
import { type Hardness, hashed } from './passwords.ts';
import { doorSecret, sealed, WHOLE_SERVER } from './secrets.ts';

/** Accounts by name: of one fair each, or of the whole server. Whatever weakens one ends its sessions. */

export interface Keeping {
  readonly storage: Storage;
  readonly now: () => number;
  readonly hardness: Hardness;
}

/** Which account is changed, and the name under which that is written down. */
export interface Change {
  readonly fair: string;
  readonly name: string;
  readonly by: string;
}

type None = { readonly kind: 'none' };
type Last = { readonly kind: 'last' };
type Done = Record<string, never>;

/** One salt for each name, so that a sign-in costs one hash, wherever the name has accounts. */
export async function saltOf(storage: Storage, name: string): Promise<Buffer> {
  return sealed(await doorSecret(storage), `salt/${name}`).subarray(0, 16);
}

export async function addAccount(
  { storage, now, hardness }: Keeping,
  { fair, name, by: doneBy, role, password }: Change & { role: AccountRole; password: string },
): Promise<
  Result<Done, PasswordFault | { readonly kind: 'exists' | 'no-such-fair' | 'not-for-the-server' }>
> {
  if (fair === WHOLE_SERVER && role !== 'administrator')
    return fail({ kind: 'not-for-the-server' });
  const weak = passwordFault(password, name);
  if (weak) return fail(weak);
  const hash = await hashed(password, await saltOf(storage, name), hardness);
  // First, on its own: a name that leads nowhere harms nobody, and a fair's rows are all in one place.
  await storage.db
    .insertInto('account_of')
    .values({ fair_id: WHOLE_SERVER, name, of_fair: fair })
    .onConflict((conflict) => conflict.columns(['fair_id', 'name', 'of_fair']).doNothing())
    .execute();
  return storage.exclusively(fair, async (db) => {
    if (fair !== WHOLE_SERVER && !(await isFair(db, fair))) return fail({ kind: 'no-such-fair' });
    if (await roleOf(db, fair, name)) return fail({ kind: 'exists' });
    const row = { fair_id: fair, name, role, password: hash, made_ms: now() };
    await db.insertInto('account').values(row).execute();
    await noteIn(db, fair, { did: 'account-added', by: doneBy, account: name, role }, now());
    return ok({});
  });
}

export async function setPassword(
  { storage, now, hardness }: Keeping,
  { fair, name, by: doneBy, password, stays }: Change & { password: string; stays?: string },
): Promise<Result<Done, PasswordFault | None>> {
  const weak = passwordFault(password, name);
  if (weak) return fail(weak);
  const hash = await hashed(password, await saltOf(storage, name), hardness);
  return storage.exclusively(fair, async (db) => {
    const changed = await db
      .updateTable('account')
      .set({ password: hash })
      .where('fair_id', '=', fair)
      .where('name', '=', name)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) return fail({ kind: 'none' });
    await endSessionsIn(db, fair, name, stays);
    await noteIn(db, fair, { did: 'account-password', by: doneBy, account: name }, now());
    return ok({});
  });
}

export function setRole(
  { storage, now }: Pick<Keeping, 'storage' | 'now'>,
  { fair, name, by: doneBy, role }: Change & { role: AccountRole },
): Promise<Result<Done, None | Last | { readonly kind: 'not-for-the-server' }>> {
  return storage.exclusively(fair, async (db) => {
    if (fair === WHOLE_SERVER && role !== 'administrator') {
      return fail({ kind: 'not-for-the-server' });
    }
    const is = await roleOf(db, fair, name);
    if (!is) return fail({ kind: 'none' });
    if (is === role) return ok({});
    if (is === 'administrator' && (await isLast(db, fair, name))) return fail({ kind: 'last' });
    await db
      .updateTable('account')
      .set({ role })
      .where('fair_id', '=', fair)
      .where('name', '=', name)
      .execute();
    await endSessionsIn(db, fair, name);
    await noteIn(db, fair, { did: 'account-role', by: doneBy, account: name, role }, now());
    return ok({});
  });
}

/** The last administrator of a page stays, or nobody could add another; the server's commands may. */
export function removeAccount(
  { storage, now }: Pick<Keeping, 'storage' | 'now'>,
  { fair, name, by: doneBy, even }: Change & { even: 'the last' | 'not the last' },
): Promise<Result<Done, None | Last>> {
  return storage
    .exclusively(fair, async (db) => {
      const is = await roleOf(db, fair, name);
      if (!is) return fail({ kind: 'none' });
      if (even !== 'the last' && is === 'administrator' && (await isLast(db, fair, name))) {
        return fail({ kind: 'last' });
      }
      await db.deleteFrom('account').where('fair_id', '=', fair).where('name', '=', name).execute();
      await endSessionsIn(db, fair, name);
      await noteIn(db, fair, { did: 'account-removed', by: doneBy, account: name }, now());
      return ok({});
    })
    .then(async (removed) => {
      if (removed.ok) await forgetWhere(storage, fair, name);
      return removed;
    });
}

export function endSessions(
  { storage, now }: Pick<Keeping, 'storage' | 'now'>,
  { fair, name, by: doneBy }: Change,
): Promise<Result<Done, None>> {
  return storage.exclusively(fair, async (db) => {
    if (!(await roleOf(db, fair, name))) return fail({ kind: 'none' });
    await endSessionsIn(db, fair, name);
    await noteIn(db, fair, { did: 'sessions-ended', by: doneBy, account: name }, now());
    return ok({});
  });
}

export interface ListedAccount {
  readonly name: string;
  readonly role: AccountRole;
  readonly sessions: number;
}

export async function listAccounts(
  { storage: { db }, now }: Pick<Keeping, 'storage' | 'now'>,
  fair: string,
): Promise<ListedAccount[]> {
  const rows = await db
    .selectFrom('account')
    .select(['name', 'role'])
    .where('fair_id', '=', fair)
    .orderBy('name')
    .execute();
  const open = await db
    .selectFrom('session')
    .select('name')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('fair_id', '=', fair)
    .where('until_ms', '>', now())
    .groupBy('name')
    .execute();
  const sessions = new Map(open.map(({ name, count }) => [name, Number(count)]));
  return rows.map(({ name, role }) => ({
    name,
    role: accountRoleSchema.parse(role),
    sessions: sessions.get(name) ?? 0,
  }));
}

export interface KnownAccount {
  readonly fair: string;
  readonly role: AccountRole;
  readonly password: string;
}

/** All accounts of this name, each asked for at its own fair. */
export async function accountsNamed({ db }: Storage, name: string): Promise<KnownAccount[]> {
  const places = await db
    .selectFrom('account_of')
    .select('of_fair')
    .where('fair_id', '=', WHOLE_SERVER)
    .where('name', '=', name)
    .orderBy('of_fair')
    .execute();
  // A name without accounts takes as long as one that has some.
  const asked = places.length > 0 ? places : [{ of_fair: WHOLE_SERVER }];
  const found = await Promise.all(
    asked.map(async ({ of_fair: fair }) => {
      const row = await db
        .selectFrom('account')
        .select(['role', 'password'])
        .where('fair_id', '=', fair)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && { fair, role: accountRoleSchema.parse(row.role), password: row.password };
    }),
  );
  return found.filter((each) => each !== undefined);
}

/** Hashed again after a sign-in, because this version asks for more. */
export async function strengthen(
  { db }: Storage,
  { fair, name, was, hash }: { fair: string; name: string; was: string; hash: string },
): Promise<void> {
  await db
    .updateTable('account')
    .set({ password: hash })
    .where('fair_id', '=', fair)
    .where('name', '=', name)
    .where('password', '=', was)
    .execute();
}

export async function hasAccounts({ db }: Storage): Promise<boolean> {
  const any = await db
    .selectFrom('account_of')
    .select('name')
    .where('fair_id', '=', WHOLE_SERVER)
    .limit(1)
    .executeTakeFirst();
  return any !== undefined;
}

async function forgetWhere({ db }: Storage, fair: string, name: string): Promise<void> {
  await db
    .deleteFrom('account_of')
    .where('fair_id', '=', WHOLE_SERVER)
    .where('name', '=', name)
    .where('of_fair', '=', fair)
    .execute();
}

/** All but the one with this hash. */
async function endSessionsIn(db: Db, fair: string, name: string, stays = ''): Promise<void> {
  await db
    .deleteFrom('session')
    .where('fair_id', '=', fair)
    .where('name', '=', name)
    .where('hash', '<>', stays)
    .execute();
}

async function roleOf(db: Db, fair: string, name: string): Promise<AccountRole | undefined> {
  const row = await db
    .selectFrom('account')
    .select('role')
    .where('fair_id', '=', fair)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && accountRoleSchema.parse(row.role);
}

async function isLast(db: Db, fair: string, name: string): Promise<boolean> {
  const other = await db
    .selectFrom('account')
    .select('name')
    .where('fair_id', '=', fair)
    .where('role', '=', 'administrator')
    .where('name', '!=', name)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

async function isFair(db: Db, fair: string): Promise<boolean> {
  const row = await db
    .selectFrom('fair')
    .select('revision')
    .where('fair_id', '=', fair)
    .executeTakeFirst();
  return row !== undefined;
}
