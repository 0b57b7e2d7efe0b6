import { fail, ok, type Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import { accountsNamed, type Keeping, type KnownAccount, saltOf, strengthen } from './accounts.ts';
import type { Afterwards } from '../runtime/afterwards.ts';
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
  readonly afterwards: Afterwards;
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

/**
 * The accounts of this name that the password opens: several where one person works for several fairs. For somebody
 * who has to wait, the database is asked nothing.
 */
export async function openedBy(
  door: Door,
  { account: name, password, address, cookies }: Asked,
): Promise<Result<readonly KnownAccount[], TooMany | { readonly kind: 'wrong' }>> {
  const { storage, guesses, line } = door;
  const shown = await browserShown(storage, cookies, name);
  const attempt: Attempt = { at: guessedAt(name), address, browser: shown?.nonce };
  const waitMs = guesses.begin(attempt);
  if (waitMs > 0) return fail({ kind: 'too-many', waitMs });
  const tried = await line.take(address, async () => {
    const accounts = await accountsNamed(storage, name);
    // It remembers a password of before: its tries are those of its address.
    const isKnown = shown && (await remembers(storage, shown, name, accounts));
    const counted = isKnown || !shown ? attempt : { ...attempt, browser: undefined };
    if (counted !== attempt) {
      guesses.undo(attempt);
      const longerMs = guesses.begin(counted);
      if (longerMs > 0) return { waitMs: longerMs };
    }
    return { counted, accounts, opened: await matching(door, name, password, accounts) };
  });
  if (!tried) {
    guesses.undo(attempt);
    return fail({ kind: 'too-many', waitMs: SOON_MS });
  }
  if ('waitMs' in tried) return fail({ kind: 'too-many', waitMs: tried.waitMs });
  const { accounts, opened, counted } = tried;
  // An account of the same name elsewhere gives nobody new tries at this one.
  if (opened.length === accounts.length && opened.length > 0) guesses.right(counted);
  if (opened.length > 0) return ok(opened);
  noteGuess(door, accounts, name, counted);
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

/** Of an account that is there. An answer that waited for it would tell so. */
function noteGuess(
  { storage, now, guesses, afterwards }: Door,
  accounts: readonly KnownAccount[],
  name: string,
  { at, address }: Attempt,
): void {
  const count = guesses.count(at);
  if (!isWorthNoting(count)) return;
  const deed = { did: 'sign-in-refused', by: name, from: address, guesses: count } as const;
  const atMs = now();
  afterwards(async () => {
    for (const { fair } of accounts) await note(storage, fair, deed, atMs);
  });
}

/** A browser that was signed in before: another that guesses the same password does not hold it up. */
const BROWSER = 'chunfeng-known';
const REMEMBERED_MS = 180 * 24 * 3_600_000;

interface Shown {
  readonly nonce: string;
  /** Of the password. That of the name was looked at already, so that a made-up cookie costs nothing. */
  readonly seal: string;
}

async function browserShown(
  storage: Storage,
  cookies: string | undefined,
  name: string,
): Promise<Shown | undefined> {
  const [nonce = '', own = '', seal = ''] = (cookieNamed(BROWSER, cookies) ?? '').split('.');
  if (nonce === '') return undefined;
  const isOurs = isSame(own, sealOf(await doorSecret(storage), [nonce, name]));
  return isOurs ? { nonce, seal } : undefined;
}

async function remembers(
  storage: Storage,
  { nonce, seal }: Shown,
  name: string,
  accounts: readonly KnownAccount[],
): Promise<boolean> {
  const secret = await doorSecret(storage);
  const isOf = ({ password }: KnownAccount): boolean =>
    isSame(seal, sealOf(secret, [nonce, name, password]));
  return accounts.length > 0 && accounts.every(isOf);
}

/** With the stored password in it, so that it ends with that password. */
export async function rememberedBrowser(
  storage: Storage,
  name: string,
  { password }: Pick<KnownAccount, 'password'>,
  isSecure: boolean,
): Promise<string> {
  const nonce = newSecret();
  const secret = await doorSecret(storage);
  const seals = [sealOf(secret, [nonce, name]), sealOf(secret, [nonce, name, password])];
  return cookie(BROWSER, [nonce, ...seals].join('.'), REMEMBERED_MS, isSecure);
}

const sealOf = (secret: string, parts: readonly string[]): string =>
  sealed(secret, `browser/${JSON.stringify(parts)}`).toString('base64url');
