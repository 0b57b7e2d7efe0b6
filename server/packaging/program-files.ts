import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { noticesOf, noticesText } from './notices.ts';
import { type Cpu, packagesIn } from './production-packages.ts';
import type { Packed } from './tar-of.ts';

/** All that a machine needs to run the server: its own Node, the program, its packages and the page. */

/** What packages bring for developers, for other systems, or for building them. */
const LEFT_OUT = [
  /\.(md|markdown|map|c|cc|cpp|h|hpp|gyp|gypi)$/i,
  /node_modules\/.*\.([cm]?ts|sh)$/,
  /^node_modules\/(pino\/(docs|index\.html)|fastify\/(docs|integration|scripts))/,
  /(^|\/)node_modules\/(\.bin|\.package-lock\.json|chunfeng-server|node-addon-api)(\/|$)/,
  /^node_modules\/node-linux-/,
  /^node_modules\/better-sqlite3\/(deps|src|prebuilds)\//,
  /\/(test|tests|__tests__|examples?|benchmarks?|\.github)\//,
];

const TEXTS = /\.test\.ts$|\/testing\/|\/packaging\//;

export async function programFiles(
  root: string,
  installed: string,
  cpu: Cpu,
): Promise<readonly Packed[]> {
  const node = join(installed, 'node_modules', `node-linux-${cpu}`);
  const from = async (path: string, file: string, mode = 0o644): Promise<Packed> => ({
    path,
    mode,
    from: { file, size: (await stat(file)).size },
  });
  const sources = await found(root, '{server,shared}/**/*.{ts,json}', (path) => !TEXTS.test(path));
  const page = await found(root, 'dist/renderer/**', (path) => !path.endsWith('.map'));
  const packages = await found(installed, '{,server/}node_modules/**', (path) =>
    LEFT_OUT.every((pattern) => !pattern.test(path)),
  );
  const notices = noticesText(await noticesOf(await packagesIn(installed)));
  const files = await Promise.all([
    ...[...sources, ...page, 'package.json', 'LICENSE'].map((path) => from(path, join(root, path))),
    ...packages.map((path) => from(path, join(installed, path))),
    from('bin/node', join(node, 'bin', 'node'), 0o755),
    // better-sqlite3's own needs a newer glibc than the oldest Linux has (decision 28).
    from(
      `node_modules/better-sqlite3/prebuilds/linux-${cpu}.node`,
      join(root, 'resources', 'native', `linux-${cpu}.node`),
    ),
  ]);
  return [
    ...files,
    { path: 'THIRD-PARTY.txt', mode: 0o644, from: { bytes: Buffer.from(notices) } },
  ];
}

async function found(
  folder: string,
  pattern: string,
  isWanted: (path: string) => boolean,
): Promise<string[]> {
  const paths: string[] = [];
  for await (const file of glob(pattern, { cwd: folder, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name).slice(folder.length + 1);
    if (isWanted(path)) paths.push(path);
  }
  return paths;
}

export const ownFile = async (path: string, file: string, mode = 0o644): Promise<Packed> => ({
  path,
  mode,
  from: { bytes: await readFile(file) },
});
