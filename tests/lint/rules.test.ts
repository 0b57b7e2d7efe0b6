import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The specification's rules and the tests that hold them, each named in the other. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `'… (F31, F34)'`: at the end of a test's name. */
const CITED = /\((F\d+(?:, F\d+)*)\)(?=['"`])/g;

const rulesIn = (page: string): string[] =>
  [...page.matchAll(/^\*\*(F\d+)\.\*\*/gm)].map(([, rule = '']) => rule);

const citedIn = (source: string): string[] =>
  [...source.matchAll(CITED)].flatMap(([, rules = '']) => rules.split(', '));

const rules = rulesIn(read('docs/facts.md'));
const cited = new Map(
  globSync('{shared,electron,server,tests}/**/*.test.ts', {
    cwd: root,
    exclude: ['**/node_modules/**', 'tests/lint/**'],
  }).map((file) => [file, citedIn(read(file))]),
);

describe('the rules of the specification', () => {
  test('are numbered from F1 on without a gap', () => {
    expect(rules).toEqual(rules.map((_, i) => `F${i + 1}`));
    expect(rules.length).toBeGreaterThan(0);
  });

  test('are each cited by a test', () => {
    const held = new Set([...cited.values()].flat());
    expect(rules.filter((rule) => !held.has(rule))).toEqual([]);
  });

  test('are cited by numbers that exist', () => {
    const known = new Set(rules);
    const unknown = [...cited].flatMap(([file, own]) =>
      own.filter((rule) => !known.has(rule)).map((rule) => `${file}: ${rule}`),
    );
    expect(unknown).toEqual([]);
  });

  test('are found in a page and in names of tests', () => {
    expect(rulesIn('**F1.** One.\n\nSee **F2.**\n\n**F2.** Two.')).toEqual(['F1', 'F2']);
    expect(citedIn("it('counts once (F31, F4)', …); press('F11'); // (F9)")).toEqual(['F31', 'F4']);
  });
});
