import { readFile, stat } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/result.ts';
import { say, type Words } from '../../shared/say.ts';
import { type FileFault, fileFaultWords, MOST } from '../../shared/tables/file-faults.ts';

export type SteadyFault = FileFault | { readonly kind: 'no-file' };

/** A file's bytes, unless somebody saves it while it is read (T62). */
export async function steadyFile(
  path: string,
  read: (path: string) => Promise<Buffer> = (file) => readFile(file),
): Promise<Result<Buffer, SteadyFault>> {
  try {
    const before = await stat(path);
    if (before.size > MOST.bytes) return fail({ kind: 'too-large', of: 'file' });
    const bytes = await read(path);
    const after = await stat(path);
    const isSame = before.size === after.size && before.mtimeMs === after.mtimeMs;
    return isSame && bytes.length === after.size ? ok(bytes) : fail({ kind: 'changed' });
  } catch {
    return fail({ kind: 'no-file' });
  }
}

export const steadyFileWords = (fault: SteadyFault): Words =>
  fault.kind === 'no-file'
    ? say('没有这个文件，或读不了', 'no such file, or it can’t be read')
    : fileFaultWords(fault);
