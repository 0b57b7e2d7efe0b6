import { fail, ok, type Result } from '../../../shared/result.ts';
import { sqliteFailure } from './database.ts';

export type SavingFault = 'not-saved' | 'disk-full';
export type Saved<T> = Result<T, { readonly kind: SavingFault }>;

/** Runs a write that the disk may refuse. Any other failure is a bug, and throws. */
export function saving<T>(onTrouble: (error: unknown) => void, write: () => T): Saved<T> {
  try {
    return ok(write());
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    onTrouble(error);
    return fail({ kind: failure === 'disk-full' ? 'disk-full' : 'not-saved' });
  }
}
