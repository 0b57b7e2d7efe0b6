import { diskFault } from '../../../shared/disk-fault.ts';
import { sqliteFailure } from './database.ts';

/** What the disk refused, by a file or by the database; undefined for anything else, which is a bug. */
export function storageFault(error: unknown): 'disk-full' | 'not-saved' | undefined {
  const [failure, fault] = [sqliteFailure(error), diskFault(error)];
  if (failure === undefined && !fault) return undefined;
  return failure === 'disk-full' || fault?.kind === 'disk-full' ? 'disk-full' : 'not-saved';
}
