import { chownSync, mkdtempSync, rmdirSync } from 'node:fs';
import { chmod, chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;

/** Windows has no such rights, and takes what is written; a container may have no user but root. */
export const hasReadOnlyFolders = process.platform !== 'win32' && (!isRoot || canGiveAway());

function canGiveAway(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-nobody-'));
  try {
    chownSync(folder, NOBODY, NOBODY);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
}

/** Runs it while this process may only read the folder; root may write anywhere, so it becomes nobody for the time. */
export async function whileReadOnly(folder: string, work: () => Promise<void>): Promise<void> {
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  await chmod(folder, 0o500);
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    await chmod(folder, 0o700);
  }
}
