import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../report/outcome.ts';
import { keptFolder, madeOnce } from './kept.ts';

/** A copy of the project as it is now, with the packages of another system. Returns its folder. */
export function projectFor(os: 'linux' | 'win32', cpu: 'x64' | 'arm64'): string {
  const folder = keptFolder(`project-${os}-${cpu}`);
  mkdirSync(folder, { recursive: true });
  const list = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const files = list.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  const note = `${folder}.files`;
  const before = existsSync(note) ? readFileSync(note, 'utf8').split('\0') : [];
  const kept = new Set(files);
  for (const gone of before.filter((file) => !kept.has(file))) {
    rmSync(join(folder, gone), { force: true });
  }
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  writeFileSync(note, files.join('\0'));

  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  madeOnce(join(folder, 'node_modules'), lock, () => {
    const args = [
      'ci',
      `--os=${os}`,
      `--cpu=${cpu}`,
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  return folder;
}
