import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Backup, BACKUPS, checkCopy, listBackups } from './backup.ts';
import { putBack, setAside } from './damage.ts';
import { lockFolder } from './lock.ts';
import { writeWhole } from '../keys/whole-file.ts';

/**
 * Puts a backup in the ledger's place. A station that runs leaves an order in its folder, and opens anew:
 * nobody else holds the ledger then.
 */

const ORDER_FILE = 'restore.json';
const orderSchema = z.strictObject({ v: z.literal(1), file: z.string() });

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

export const orderRestore = (folder: string, file: string): Promise<void> =>
  writeWhole(join(folder, ORDER_FILE), `${JSON.stringify({ v: 1, file })}\n`);

/** Carries out an order that was left here. Whatever becomes of it, it is not tried twice. */
export async function restoreAsOrdered(
  folder: string,
  nowMs: number,
): Promise<Result<Restored, RestoreFault> | undefined> {
  const text = await readFile(join(folder, ORDER_FILE), 'utf8').catch(() => '');
  const order = orderSchema.safeParse(jsonOf(text)).data;
  // First: a full disk must not stop each start here.
  if (text !== '') await rm(join(folder, ORDER_FILE), { force: true });
  return order && restoreBackup(folder, order.file, nowMs);
}
