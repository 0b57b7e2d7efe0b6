import { tokenRights } from '../../shared/contract/accounts.ts';
import type { Hardness } from '../accounts/passwords.ts';
import { addToken, removeToken } from '../accounts/tokens.ts';
import type { Storage } from '../storage/homes.ts';

/** For tests: passwords that cost nothing to check, and a token that is good for everything. */

export const EASY: Hardness = { memory: 8, passes: 1 };

/** A new one at each call; the one before ends. */
export async function anyToken(storage: Storage, fair: string): Promise<string> {
  const keeping = { storage, now: () => 0 };
  const token = { fair, name: 'of a test', by: 'test' };
  await removeToken(keeping, token);
  const added = await addToken(keeping, { ...token, rights: tokenRights });
  if (!added.ok) throw new Error(added.fault.kind);
  return added.value.token;
}
