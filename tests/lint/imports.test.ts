import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadedWith } from './imports.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
async function versionsIn(file: string) {
  const json: unknown = JSON.parse(await readFile(join(root, file), 'utf8'));
  const { dependencies, devDependencies, optionalDependencies } = manifestSchema.parse(json);
  return { dependencies, all: { ...devDependencies, ...dependencies, ...optionalDependencies } };
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: z.record(z.string(), z.string()).default({}),
      optionalDependencies: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

const peersSchema = z.object({
  peerDependencies: z.record(z.string(), z.string()).default({}),
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().default(false) }))
    .default({}),
});

/** What these packages want beside them. */
async function peersOf(packages: readonly string[]): Promise<string[]> {
  const peers: string[] = [];
  for (const name of packages) {
    const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8');
    const { peerDependencies, peerDependenciesMeta } = peersSchema.parse(JSON.parse(text));
    const wanted = Object.keys(peerDependencies);
    peers.push(...wanted.filter((peer) => !peerDependenciesMeta[peer]?.optional));
  }
  return peers;
}

describe('the server’s package', () => {
  test('names exactly the packages that the server loads', async () => {
    const { packages } = await loadedWith([join(root, 'server', 'main.ts')]);
    const { dependencies } = await versionsIn('server/package.json');
    const peers = (await peersOf(packages)).filter((name) => name in dependencies);
    const named = [...new Set([...packages, ...peers])];
    expect(named.toSorted()).toEqual(Object.keys(dependencies).toSorted());
  });

  test('has the versions of the whole project', async () => {
    const whole = (await versionsIn('package.json')).all;
    const { all } = await versionsIn('server/package.json');
    const shared = Object.entries(all).filter(([name]) => name in whole);
    expect(shared).toEqual(shared.map(([name]) => [name, whole[name]]));
  });

  test('installs neither Vite nor anything with a window', async () => {
    const lock: unknown = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
    const { packages } = lockSchema.parse(lock);
    const installed = new Set(['server']);
    for (const at of installed) {
      const { dependencies, optionalDependencies } = packages[at] ?? {};
      for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
        installed.add(placeOf(name, at, packages));
      }
    }
    const names = [...installed].map((at) => at.split('node_modules/').at(-1));
    expect(names).toContain('fastify');
    for (const name of ['vite', 'electron', 'react', 'playwright-core', 'typescript']) {
      expect(names).not.toContain(name);
    }
  });
});

/** Resolves a package as Node does: in the file's folder, or in one above it. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, unknown>>): string {
  const within = from.split('/node_modules/');
  for (let depth = within.length; depth > 0; depth--) {
    const at = `${within.slice(0, depth).join('/node_modules/')}/node_modules/${name}`;
    if (at in packages) return at;
  }
  return `node_modules/${name}`;
}

describe('the folders of shared/', () => {
  test('import each other in one direction, types too', async () => {
    const shared = join(root, 'shared');
    const files = (await readdir(shared, { recursive: true }))
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing/.test(file))
      .map((file) => join(shared, file));
    // A file beside the folders belongs to none of them; a cycle that runs through it is still found.
    const folderOf = (file: string): string => relative(shared, dirname(file)).split(sep)[0] ?? '';
    const reached = new Map<string, Set<string>>();
    for (const [folder, own] of Map.groupBy(files, folderOf)) {
      const loaded = await loadedWith(own, { types: true });
      if (folder !== '') reached.set(folder, new Set(loaded.files.map(folderOf)));
    }
    expect(reached.size).toBeGreaterThan(3);
    const circles = [...reached].flatMap(([from, others]) =>
      [...others].filter((to) => to > from && reached.get(to)?.has(from)).map((to) => [from, to]),
    );
    expect(circles).toEqual([]);
  });
});
