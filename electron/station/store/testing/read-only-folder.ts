import { chmod, chown } from 'node:fs/promises';

/** Windows has no such rights, and takes what is written. */
export const hasReadOnlyFolders = process.platform !== 'win32';

const NOBODY = 65_534;

/** Runs it while this process may only read the folder; root may write anywhere, so it becomes nobody for the time. */
export async function whileReadOnly(folder: string, work: () => Promise<void>): Promise<void> {
  const asRoot = process.geteuid?.() === 0;
  if (asRoot) await chown(folder, NOBODY, NOBODY);
  await chmod(folder, 0o500);
  if (asRoot) process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    if (asRoot) process.seteuid?.(0);
    await chmod(folder, 0o700);
  }
}
