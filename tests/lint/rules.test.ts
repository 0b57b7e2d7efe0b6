import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The numbered rules of facts.md and protocol.md, and the tests that hold them, each named in the other. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** `'… (F31, P4)'`: at the end of a test's name. */
const CITED = /\(([FP]\d+(?:, [FP]\d+)*)\)(?=['"`])/g;

const rulesIn = (page: string): string[] =>
  [...page.matchAll(/^\*\*([FP]\d+)\.\*\*/gm)].map(([, rule = '']) => rule);

const citedIn = (source: string): string[] =>
  [...source.matchAll(CITED)].flatMap(([, rules = '']) => rules.split(', '));

const figures = rulesIn(read('docs/facts.md'));
const protocol = rulesIn(read('docs/protocol.md'));
const rules = [...figures, ...protocol];
const cited = new Map(
  globSync('{shared,electron,server,tests}/**/*.test.ts', {
    cwd: root,
    exclude: ['**/node_modules/**', 'tests/lint/**'],
  }).map((file) => [file, citedIn(read(file))]),
);

describe('the rules of the specification', () => {
  test('are numbered from F1 on without a gap', () => {
    expect(figures).toEqual(figures.map((_, i) => `F${i + 1}`));
    expect(figures.length).toBeGreaterThan(0);
  });

  test('rise through the sections of the protocol', () => {
    const numbers = protocol.map((rule) => Number(rule.slice(1)));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
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
    expect(citedIn("it('counts once (F31, P4)', …); press('F11'); // (F9)")).toEqual(['F31', 'P4']);
  });
});
