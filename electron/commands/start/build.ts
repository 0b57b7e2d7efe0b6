import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { folderFault } from '../../station/open/folder-fault.ts';
import { isBuilt } from './build-stamp.ts';

/**
 * Builds page, main and preload if anything has changed since the last build. The bundler runs in a
 * process of its own: it needs several times the memory of a station. False if there is no app to open.
 */
export async function builtApp(root: string): Promise<boolean> {
  if (isBuilt(root)) return true;
  if (folderFault(join(root, 'dist'))) {
    const older = existsSync(join(root, 'dist', 'renderer', 'index.html'));
    console.error(older ? onlyTheOlder : nowhereToBuild);
    return older;
  }
  console.log('正在构建 Building…');
  const vite = createRequire(import.meta.url).resolve('vite/package.json');
  const build = spawn(
    process.execPath,
    [join(dirname(vite), 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
  );
  const ended = new Promise<number | null>((resolve) => build.on('exit', resolve));
  if ((await ended) === 0) return true;
  console.error('没有构建成功，原因见上。The build failed; the reason is above.');
  return false;
}

const onlyTheOlder =
  '这个文件夹不能写入，用的是以前构建的版本。\n' +
  'This folder can’t be written to: the version that was built before is used.';
const nowhereToBuild =
  '这个文件夹不能写入，也没有构建过。请复制到能写入的地方，或先在那里 npm run build。\n' +
  'This folder can’t be written to and was never built. Copy it to where it can, or run npm run build there first.';
