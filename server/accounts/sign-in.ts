import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import { accountsNamed, type Keeping, type KnownAccount, saltOf, strengthen } from './accounts.ts';
import { note } from './audit.ts';
import { type Attempt, type Guesses, isWorthNoting } from './guesses.ts';
import type { HashingLine } from './hashing-line.ts';
import { hardnessOf, hashed } from './passwords.ts';
import { doorSecret, isSame, newSecret, sealed } from './secrets.ts';
import { cookie, cookieNamed } from './sessions.ts';

/** A name and a password become the accounts that they open, and wrong ones are slowed and written down. */

export interface Door extends Keeping {
  readonly guesses: Guesses;
  readonly line: HashingLine;
}

export interface Asked {
  readonly account: string;
  readonly password: string;
  readonly address: string;
  readonly cookies: string | undefined;
}

export interface TooMany {
  readonly kind: 'too-many';
  readonly waitMs: number;
}

/** While the line is full. */
const SOON_MS = 2_000;

/** The accounts of this name that the password opens: several where one person works for several fairs. */
export async function openedBy(
  door: Door,
  { account: name, password, address, cookies }: Asked,
): Promise<Result<readonly KnownAccount[], TooMany | { readonly kind: 'wrong' }>> {
  const { storage, guesses, line } = door;
  const accounts = await accountsNamed(storage, name);
  const browser = await browserShown(storage, cookies, name, accounts);
  const attempt: Attempt = { at: guessedAt(name), address, browser };
  const waitMs = guesses.begin(attempt);
  if (waitMs > 0) return fail({ kind: 'too-many', waitMs });
  const opening = line.take(address, () => matching(door, name, password, accounts));
  if (!opening) {
    guesses.undo(attempt);
    return fail({ kind: 'too-many', waitMs: SOON_MS });
  }
  const opened = await opening;
  // Whoever has an account of the same name elsewhere gets no new tries at this one by it.
  if (opened.length === accounts.length && opened.length > 0) guesses.right(attempt);
  if (opened.length > 0) return ok(opened);
  await noteGuess(door, accounts, name, attempt);
  return fail({ kind: 'wrong' });
}

const guessedAt = (name: string): string => `account ${name}`;

/** One hash, also for a name that has no account: both take as long. */
async function matching(
  { storage, hardness }: Keeping,
  name: string,
  password: string,
  accounts: readonly KnownAccount[],
): Promise<KnownAccount[]> {
  const salt = await saltOf(storage, name);
  const hashes = new Map<string, string>();
  const hashLike = async (stored: string): Promise<string> => {
    const like = hardnessOf(stored);
    const key = `${like.memory}/${like.passes}`;
    const known = hashes.get(key) ?? (await hashed(password, salt, like));
    hashes.set(key, known);
    return known;
  };
  if (accounts.length === 0) await hashed(password, salt, hardness);
  const opened: KnownAccount[] = [];
  for (const account of accounts) {
    if (isSame(await hashLike(account.password), account.password)) opened.push(account);
  }
  for (const { fair, password: was } of opened) {
    const like = hardnessOf(was);
    if (like.memory === hardness.memory && like.passes === hardness.passes) continue;
    await strengthen(storage, { fair, name, was, hash: await hashed(password, salt, hardness) });
  }
  return opened;
}

async function noteGuess(
  { storage, now, guesses }: Door,
  accounts: readonly KnownAccount[],
  name: string,
  { at, address }: Attempt,
): Promise<void> {
  const count = guesses.count(at);
  if (!isWorthNoting(count)) return;
  const deed = { did: 'sign-in-refused', by: name, from: address, guesses: count } as const;
  for (const { fair } of accounts) await note(storage, fair, deed, now());
}

/** A browser that was signed in before: another that guesses the same password does not hold it up. */
const BROWSER = 'chunfeng-known';
const REMEMBERED_MS = 180 * 24 * 3_600_000;

async function browserShown(
  storage: Storage,
  cookies: string | undefined,
  name: string,
  accounts: readonly KnownAccount[],
): Promise<string | undefined> {
  const [nonce = '', seal = ''] = (cookieNamed(BROWSER, cookies) ?? '').split('.');
  if (nonce === '') return undefined;
  const secret = await doorSecret(storage);
  const isOf = ({ password }: KnownAccount): boolean =>
    isSame(seal, sealOf(secret, { nonce, name, password }));
  return accounts.length > 0 && accounts.every(isOf) ? nonce : undefined;
}

/** With the stored password in it, so that it ends with that password. */
export async function rememberedBrowser(
  storage: Storage,
  name: string,
  { password }: Pick<KnownAccount, 'password'>,
  isSecure: boolean,
): Promise<string> {
  const nonce = newSecret();
  const seal = sealOf(await doorSecret(storage), { nonce, name, password });
  return cookie(BROWSER, `${nonce}.${seal}`, REMEMBERED_MS, isSecure);
}

const sealOf = (
  secret: string,
  of: { readonly nonce: string; readonly name: string; readonly password: string },
): string =>
  sealed(secret, `browser/${JSON.stringify([of.nonce, of.name, of.password])}`).toString(
    'base64url',
  );
