import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { oneAtATime } from './one-at-a-time.ts';

/**
 * Whether `dist/` is what the sources would make now. A build ends by writing a stamp: a hash of all
 * that it was made from, and the size of each file that it made.
 */

const FOLDERS = ['electron', 'renderer', 'server', 'shared', 'docs/handbook'];
const FILES = [
  'package.json',
  'package-lock.json',
  // What npm installed, which may differ from what the lock file asks for.
  'node_modules/.package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'vite.page-type.ts',
  // It names each piece by its content.
  'resources/type/rare.css',
  'resources/type/drawable.json',
];
const NOT_BUILT = /\.test\.tsx?$/;
/** The lock file says what npm put there. */
const INSTALLED = /[\\/]node_modules([\\/]|$)/;

const stampFile = (root: string): string => join(root, 'dist', 'stamp');

export function isBuilt(root: string): boolean {
  const [made, ...files] = bytesOf(stampFile(root))?.toString().split('\n') ?? [];
  return (
    made === sourcesHash(root) &&
    files.every((line) => {
      const [size, ...path] = line.split(' ');
      return sizeOf(join(root, 'dist', path.join(' '))) === Number(size);
    })
  );
}

/** Builds unless that is done already. Another build in this folder is waited for. */
export async function buildOnce(root: string, build: () => Promise<void>): Promise<void> {
  // A build for development has no stamp, so that `npm start` never takes it for its own.
  const stamped = process.env.NODE_ENV === 'production';
  const release = oneAtATime(join(root, '.cache', 'build.lock'), () => undefined);
  try {
    if (stamped && isBuilt(root)) return;
    rmSync(stampFile(root), { force: true });
    const before = sourcesHash(root);
    await build();
    // What was edited meanwhile may be in it or not: the next start builds again.
    if (!stamped || sourcesHash(root) !== before) return;
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(stampFile(root), [before, ...outputs(root)].join('\n'));
  } finally {
    release();
  }
}

function sourcesHash(root: string): string {
  const hash = createHash('sha256').update(`${process.version}\n`);
  for (const file of [...FOLDERS.flatMap((folder) => filesIn(root, folder)), ...FILES]) {
    const bytes = bytesOf(join(root, file));
    if (bytes) hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function outputs(root: string): string[] {
  return filesIn(root, 'dist').map((file) => {
    const path = join(root, file);
    return `${sizeOf(path)} ${relative(join(root, 'dist'), path)}`;
  });
}

/** Sorted: folders list their files in no order. */
function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .filter(({ parentPath }) => !INSTALLED.test(relative(root, parentPath)))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .toSorted();
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}
