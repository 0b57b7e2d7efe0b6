import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Backup, BACKUPS, checkCopy, listBackups } from './backup.ts';
import { putBack, setAside } from './damage.ts';
import { lockFolder } from './lock.ts';
import { RESTORE_ORDER_FILE, type RestoreOrder, restoreOrdered } from './restore-order.ts';
import { writeWhole } from '../keys/whole-file.ts';

/**
 * Puts a backup in the ledger's place. A station that runs leaves an order in its folder, and opens again:
 * nobody else holds the ledger then.
 */

export type RestoreFault = { readonly kind: 'gone' | 'damaged' | 'folder-in-use' };

export interface Restored {
  readonly backup: Backup;
  /** The folder with what was there before. */
  readonly aside: string;
}

/** The backup of this name, if it is whole. */
export async function goodBackup(
  folder: string,
  file: string,
): Promise<Result<Backup, { readonly kind: 'gone' | 'damaged' }>> {
  const backup = (await listBackups(folder)).find((each) => each.file === file);
  if (!backup) return fail({ kind: 'gone' });
  return checkCopy(join(folder, BACKUPS, file)).ok ? ok(backup) : fail({ kind: 'damaged' });
}

export async function restoreBackup(
  folder: string,
  file: string,
  nowMs: number,
): Promise<Result<Restored, RestoreFault>> {
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  try {
    const backup = await goodBackup(folder, file);
    if (!backup.ok) return backup;
    let aside = '';
    // Once the copy is on the disk: where there is no room for it, the ledger stays where it is.
    await putBack(folder, backup.value, async () => {
      aside = await setAside(folder, nowMs);
    });
    return ok({ backup: backup.value, aside });
  } finally {
    lock.value.release();
  }
}

export function orderRestore(folder: string, file: string): Promise<void> {
  const order: RestoreOrder = { v: 1, file };
  return writeWhole(join(folder, RESTORE_ORDER_FILE), `${JSON.stringify(order)}\n`);
}

/** Carries out an order that was left here. Whatever becomes of it, it is not tried twice. */
export async function restoreAsOrdered(
  folder: string,
  nowMs: number,
): Promise<Result<Restored, RestoreFault> | undefined> {
  const order = await restoreOrdered(folder);
  // First: a full disk must not stop each start here.
  await rm(join(folder, RESTORE_ORDER_FILE), { force: true });
  return order && restoreBackup(folder, order.file, nowMs);
}
