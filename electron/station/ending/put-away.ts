import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { LOCK_FILE } from '../../../shared/sqlite/folder-lock.ts';
import { lockFolder } from '../store/lock.ts';
import { LOGS } from '../process/log.ts';
import { RETIRED_FILE, type Retired } from '../store/retirement.ts';

/** Where the facts and the certificate of fairs that are over stay, when their machine serves another one. */
const PAST_FOLDER = 'past';

/** The programs that hold these write on in them. */
const STAYS: ReadonlySet<string> = new Set([PAST_FOLDER, LOGS, LOCK_FILE, `${LOCK_FILE}-journal`]);

/**
 * Puts what a fair left behind into a folder of its own, so that the machine is empty again. Its mark of retirement
 * goes last: what a power cut stopped is gone on with.
 */
export async function putAway(
  folder: string,
  { fair, ms }: Pick<Retired, 'fair' | 'ms'>,
): Promise<Result<string, { readonly kind: 'folder-in-use' }>> {
  const lock = lockFolder(folder);
  if (!lock.ok) return fail({ kind: 'folder-in-use' });
  try {
    const past = freePlace(
      join(folder, PAST_FOLDER, `${fair}-${new Date(ms).toISOString().slice(0, 10)}`),
    );
    await mkdir(past, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).filter((name) => !STAYS.has(name));
    const last = names.filter((name) => name === RETIRED_FILE);
    for (const name of [...names.filter((each) => each !== RETIRED_FILE), ...last]) {
      await rename(join(folder, name), join(past, name));
    }
    return ok(past);
  } finally {
    lock.value.release();
  }
}

/** One that was finished before, of the same fair, stays as it is. */
function freePlace(place: string, number = 1): string {
  const at = number === 1 ? place : `${place}-${number}`;
  return existsSync(join(at, RETIRED_FILE)) ? freePlace(place, number + 1) : at;
}
