import { writeFile } from 'node:fs/promises';
import type { SaveDialogReturnValue } from 'electron';
import type { SaveFile } from '../station/export/saved-files.ts';
import { fail, ok } from '../../shared/result.ts';

/**
 * The system's save dialogue, for a stick or a folder. Pages of the kiosk can't save anything
 * themselves.
 */
export function saveByDialog(
  ask: (name: string) => Promise<Pick<SaveDialogReturnValue, 'canceled' | 'filePath'>>,
): SaveFile {
  return async (name, bytes) => {
    const { canceled, filePath } = await ask(name);
    if (canceled || !filePath) return fail({ kind: 'cancelled' });
    try {
      await writeFile(filePath, bytes);
      return ok(filePath);
    } catch {
      return fail({ kind: 'not-saved' });
    }
  };
}
