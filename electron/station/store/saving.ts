import { fail, ok, type Result } from '../../../shared/result.ts';
import { NotAllowed, sqliteFailure } from './database.ts';

export type SavingFault = 'not-saved' | 'disk-full' | 'not-allowed';
export type Saved<T> = Result<T, { readonly kind: SavingFault }>;

/** Runs a write that the disk or the signed fair may refuse. Any other failure is a bug, and throws. */
export function saving<T>(onTrouble: (error: unknown) => void, write: () => T): Saved<T> {
  try {
    return ok(write());
  } catch (error) {
    if (error instanceof NotAllowed) return fail({ kind: 'not-allowed' });
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    onTrouble(error);
    return fail({ kind: failure === 'disk-full' ? 'disk-full' : 'not-saved' });
  }
}
