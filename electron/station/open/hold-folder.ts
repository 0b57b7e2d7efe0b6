import { mkdir } from 'node:fs/promises';
import { ok, type Result } from '../../../shared/result.ts';
import type { FolderLock } from '../../../shared/sqlite/folder-lock.ts';
import { lockFolder } from '../store/lock.ts';

/** Two programs must not make two fairs in one folder: the first one holds it, until a fair opens there. */
export interface HeldFolder {
  /** Lets go for as long as that fair holds its folder itself. */
  lend<T extends { readonly ok: boolean }>(open: () => Promise<T>): Promise<T>;
  release(): void;
}

export async function holdFolder(
  folder: string,
): Promise<Result<HeldFolder, { readonly kind: 'folder-in-use' }>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const first = lockFolder(folder);
  if (!first.ok) return first;
  let lock: FolderLock | undefined = first.value;
  const release = (): void => {
    lock?.release();
    lock = undefined;
  };
  return ok({
    async lend(open) {
      release();
      let isOpen = false;
      try {
        const opened = await open();
        isOpen = opened.ok;
        return opened;
      } finally {
        const again = isOpen ? undefined : lockFolder(folder);
        if (again?.ok) lock = again.value;
      }
    },
    release,
  });
}
