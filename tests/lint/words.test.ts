import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Plain English: words that a reader meets in no other code of today. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const SHUNNED = /\b(whoever|anew|nought|somewhen)\b/i;

const shunnedIn = (text: string): string[] =>
  text.split('\n').flatMap((line, at) => {
    const [found] = SHUNNED.exec(line) ?? [];
    return found === undefined ? [] : [`${at + 1}: ${found}`];
  });

test('comments, tests, screens and docs are in everyday English', () => {
  const files = globSync(
    ['*.md', '{docs,electron,renderer,resources,server,shared,tests}/**/*.{ts,tsx,mjs,css,md}'],
    { cwd: root, exclude: ['**/node_modules/**', 'tests/lint/**'] },
  );
  expect(files.length).toBeGreaterThan(1_000);
  const found = files.flatMap((file) =>
    shunnedIn(readFileSync(join(root, file), 'utf8')).map((line) => `${file}:${line}`),
  );
  expect(found).toEqual([]);
});

test('a shunned word is found, and no word that holds one', () => {
  expect(shunnedIn('Whoever asks\nis asked anew')).toEqual(['1: Whoever', '2: anew']);
  expect(shunnedIn('The banewort of whom')).toEqual([]);
});
