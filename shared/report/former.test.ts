import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fairSchema } from '../fair.ts';
import { dayView } from './day-view.ts';
import { reportFile } from './files.ts';
import { besideFormer, changeText, type Former, readFormer } from './former.ts';

const NOW = 1_803_690_000_000;
const DAY = '2027-02-27';

async function exported(figures: Record<string, number>) {
  const file = join(import.meta.dirname, '../../resources/fairs/street-market/fair.json');
  const fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const rows = Object.entries(figures).map(([figure, value]) => ({
    scope: DAY,
    figure,
    slice: '',
    value,
  }));
  const coverage = { stations: [], forks: [], heads: [] };
  const view = dayView({ fair, scope: DAY, scopes: [DAY], rows, coverage, nowMs: NOW });
  const { bytes } = await reportFile(fair, view, rows, 'json');
  return { view, text: Buffer.from(bytes).toString('utf8') };
}

function former(text: string): Former {
  const read = readFormer(text);
  if (!read.ok) throw new Error(read.fault.kind);
  return read.value;
}

describe('a former fair', () => {
  it('is compared figure by figure, from the file exported then', async () => {
    const then = await exported({ attendees: 1_000, resumes: 300, talks: 0 });
    const { view } = await exported({ attendees: 1_199, resumes: 200, signed: 4 });
    const compared = besideFormer(view, former(then.text));
    expect(compared).toEqual([
      { figure: 'attendees', now: 1_199, before: 1_000, change: 199, definedAlike: true },
      { figure: 'resumes', now: 200, before: 300, change: -334, definedAlike: true },
      { figure: 'signed', now: 4, before: 0, change: undefined, definedAlike: true },
    ]);
  });

  it('is not compared where a figure was defined differently then', async () => {
    const { view, text } = await exported({ attendees: 10 });
    const otherwise = text.replace('到场人数：', '入场人数：');
    expect(otherwise).not.toBe(text);
    expect(besideFormer(view, former(otherwise))).toMatchObject([
      { figure: 'attendees', change: undefined, definedAlike: false },
    ]);
  });

  it.each(['', '{}', '[1]', 'a,b,c', '{"v":2}'])(
    'is refused if the file is not an export: %s',
    (text) => {
      expect(readFormer(text).ok).toBe(false);
    },
  );

  it.each([
    [199, '+19.9%'],
    [-334, '−33.4%'],
    [0, '0.0%'],
    [5, '+0.5%'],
  ])('shows a change of %i tenths as %s', (tenths, text) => {
    expect(changeText(tenths)).toBe(text);
  });
});
