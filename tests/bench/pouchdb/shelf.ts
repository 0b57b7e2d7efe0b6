import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { ROOT } from '../gate.ts';

/** Installed only for the comparison: not a dependency of the project. */
const PACKAGES = ['pouchdb-node@9.0.0', 'express-pouchdb@4.2.0', 'express@4.22.1'];

/** The folder that PouchDB is installed in; it stays for the next run. */
export async function pouchdbShelf(
  install: boolean,
): Promise<Result<string, { readonly kind: 'not-here'; readonly why: string }>> {
  const shelf = join(ROOT, '.cache', 'bench-pouchdb');
  const done = join(shelf, 'installed');
  if (existsSync(done)) return ok(shelf);
  const here = '这里没有 PouchDB PouchDB is not installed here';
  if (!install)
    return fail({ kind: 'not-here', why: `${here} (npm run bench 会安装 installs it)` });
  await mkdir(shelf, { recursive: true });
  await writeFile(join(shelf, 'package.json'), '{"private":true}');
  try {
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], {
      cwd: shelf,
      shell: process.platform === 'win32',
    });
  } catch (error) {
    const [why] = String(error).split('\n');
    return fail({ kind: 'not-here', why: `${here}: ${why}` });
  }
  await writeFile(done, '');
  return ok(shelf);
}
