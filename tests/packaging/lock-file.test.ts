import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('npm install leaves the lock file alone, though another npm wrote it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-lock-file-'));
  try {
    for (const file of ['package.json', 'server/package.json', '.npmrc']) {
      await cp(join(root, file), join(folder, file));
    }
    // Versions of npm differ in such marks, and each writes its own.
    const ours = await readFile(join(root, 'package-lock.json'), 'utf8');
    const another = ours.replaceAll(/^ *"peer": true,\n/gm, '');
    expect(another).not.toBe(ours);
    await writeFile(join(folder, 'package-lock.json'), another);
    const install = ['install', '--package-lock-only', '--offline', '--ignore-scripts'];
    await promisify(execFile)('npm', install, { cwd: folder, shell: process.platform === 'win32' });
    expect(await readFile(join(folder, 'package-lock.json'), 'utf8')).toBe(another);
  } finally {
    await rm(folder, { recursive: true });
  }
});
