import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The built page, which `npm test` makes before its tests. */
const assets = join(import.meta.dirname, '../../dist/renderer/assets');

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  // What is only loaded later, by `import()`, may name those that loaded it.
  return [...source.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map(([, name = '']) => name);
}

describe.skipIf(!existsSync(assets))('the files of the page', () => {
  it('never wait for each other in a circle, in which one would run too early', () => {
    const files = globSync(join(assets, '*.js'));
    const imports = new Map(files.map((file) => [basename(file), importsOf(file)]));
    expect(imports.size).toBeGreaterThan(5);
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      (imports.get(from) ?? []).some((next) => {
        if (next === to) return true;
        if (seen.has(next)) return false;
        seen.add(next);
        return reaches(next, to, seen);
      });
    expect([...imports.keys()].filter((name) => reaches(name, name))).toEqual([]);
  });

  it('leave the readings of all characters to pages where somebody searches by pinyin', () => {
    const files = globSync(join(assets, '*.js'));
    const readings = files.filter((file) => readFileSync(file, 'utf8').includes('ōu yáng'));
    expect(readings.map((file) => basename(file).split('-')[0])).toEqual(['spelled']);
    expect(files.flatMap(importsOf).filter((name) => name.startsWith('spelled'))).toEqual([]);
  });
});
