import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { awayType } from '../../vite.page-type.ts';
import { AWAY_PAGE } from './away-page.ts';

it('The sentence that stands in for the page says so in both languages, without a file or a script', () => {
  const page = decodeURIComponent(AWAY_PAGE);
  expect(page).toContain('屏幕马上回来');
  expect(page).toContain('The screen will be back');
  expect(page).not.toMatch(/<script|src=|href=/);
});

it('The build gives it the type for each of its characters', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-away-'));
  // The build names its files by slashes, on Windows too.
  const file = new URL('away-page.ts', import.meta.url);
  const source = await readFile(file, 'utf8');
  const { transform } = awayType(folder);
  if (typeof transform !== 'function') throw new Error('no transform');
  const made: unknown = await Reflect.apply(transform, undefined, [source, file.pathname]);
  const text = JSON.stringify(made);
  const drawn = new Set(
    [...text.matchAll(/U\+([0-9A-F]+)/g)].map(([, point = '']) => Number.parseInt(point, 16)),
  );
  const characters = source.match(/\p{Script=Han}/gu) ?? [];
  expect(characters.filter((each) => !drawn.has(each.codePointAt(0) ?? 0))).toEqual([]);
  expect(text).toContain('data:font/woff2;base64,');
  await rm(folder, { recursive: true });
});
