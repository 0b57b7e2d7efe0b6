import { readFile, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type FileFault, MOST } from '../../shared/tables/file-faults.ts';

/** A file's bytes, unless somebody saves it while it is read (T62). */
export async function steadyFile(
  path: string,
): Promise<Result<Buffer, FileFault | { readonly kind: 'no-file' }>> {
  try {
    const before = await stat(path);
    if (before.size > MOST.bytes) return fail({ kind: 'too-large', of: 'file' });
    const bytes = await readFile(path);
    const after = await stat(path);
    const isSame = before.size === after.size && before.mtimeMs === after.mtimeMs;
    return isSame && bytes.length === after.size ? ok(bytes) : fail({ kind: 'changed' });
  } catch {
    return fail({ kind: 'no-file' });
  }
}
