import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a test can make a symbolic link: Windows lets few accounts do so, and Wine says that it did. */
export const canLink = tryLink();

function tryLink(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-link-'));
  try {
    const link = join(folder, 'link');
    symlinkSync(join(folder, 'file'), link);
    return lstatSync(link).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
