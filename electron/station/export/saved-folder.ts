import { randomUUID } from 'node:crypto';
import { mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { faultOf } from './write-safely.ts';

/** The folder on this machine where files are saved: the station's own, or one that staff set. */

export const SAVED_FOLDER = 'saved';
export const ownSavedFolder = (dataFolder: string): string => join(dataFolder, SAVED_FOLDER);

/** Where that fails, saving a file there says why. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(() => undefined);
}

/** Whether staff may set it: an existing folder that takes files, and none of the station's own. */
export async function isFolderForFiles(
  folder: string,
  dataFolder: string,
): Promise<Result<undefined, { readonly kind: 'not-a-folder' | 'own-folder' | 'read-only' }>> {
  try {
    if (!isAbsolute(folder) || !(await stat(folder)).isDirectory()) {
      return fail({ kind: 'not-a-folder' });
    }
    // The ledger and its backups are no place for other files, whatever link leads there.
    const from = relative(await realpath(dataFolder), await realpath(folder));
    if (from === '' || !(from.startsWith('..') || isAbsolute(from))) {
      return fail({ kind: 'own-folder' });
    }
    const probe = join(folder, `.${randomUUID()}.chunfeng-part`);
    await writeFile(probe, '', { flag: 'wx' });
    await rm(probe, { force: true });
    return ok(undefined);
  } catch (error) {
    return fail({ kind: faultOf(error) === 'read-only' ? 'read-only' : 'not-a-folder' });
  }
}
