import { type FairFault, keepFair } from '../fairs/fairs.ts';
import type { Fair, SignedFair } from '../../shared/fair.ts';
import type { Result } from '../../shared/result.ts';
import type { Storage } from '../storage/homes.ts';
import { judgeAgain } from './tally.ts';

/** Stores a revision, and counts what it allows and an earlier one did not: both, or neither. */
export function adoptFair(
  storage: Storage,
  signed: SignedFair,
  only?: string,
): Promise<Result<Fair, FairFault>> {
  return keepFair(storage, signed, only, judgeAgain);
}
