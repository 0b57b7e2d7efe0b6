import { type FairFault, keepFair } from '../fairs/fairs.ts';
import type { Fair, SignedFair } from '../../shared/fair.ts';
import type { Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import { recountFair } from './recount.ts';
import { judgeAgain } from './tally.ts';

/** Stores a revision, and counts what it allows and an earlier one did not: both, or neither. */
export async function adoptFair(
  storage: Storage,
  signed: SignedFair,
  only?: string,
): Promise<Result<Fair, FairFault>> {
  let buried = false;
  const kept = await keepFair(storage, signed, only, async (db, fair, isOfFactsHere) => {
    if (isOfFactsHere) buried = await recountFair(db, fair);
    else await judgeAgain(db, fair);
  });
  if (buried) await storage.forget();
  return kept;
}
