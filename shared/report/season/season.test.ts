import readByAnother from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { workbook } from '../files.ts';
import { namedFigures } from '../named/all.ts';
import { fillReturn } from '../returns/fill.ts';
import { shippedReturn } from '../returns/shipped.ts';
import { sampleDay } from '../testing/sample-day.ts';
import { fingerprintOf, readFairFigures } from './fair-figures.ts';
import { type Given, judged, type Known, type State } from './season.ts';
import { seasonNamed } from './season-named.ts';
import { seasonSheets } from './season-sheets.ts';
import { stateWords, whoSigned } from './season-words.ts';
import { askedNames, besideBefore, seasonLines, seasonOf } from './sums.ts';
import { isSigned, madeFair } from './testing/made-fair.ts';

const spring = madeFair();
const second = madeFair({ days: ['2027-03-06'], name: { zh: '云溪镇专场', en: '' } });

async function given(files: Record<string, string>): Promise<Given[]> {
  return Promise.all(
    Object.entries(files).map(async ([file, text]) => ({
      file,
      read: await readFairFigures(text, isSigned),
    })),
  );
}
const known: Known = { keys: new Set([spring.key, second.key]), townships: new Map() };
async function entries(files: Record<string, string>, more: Partial<Known> = {}) {
  return judged(await given(files), { ...known, ...more });
}
const states = async (files: Record<string, string>, more: Partial<Known> = {}): Promise<State[]> =>
  (await entries(files, more)).map(({ state }) => state);
const summed = { is: 'summed', marks: [] };

const outerOf = (file: string) =>
  z.looseObject({ text: z.string(), fair: z.unknown() }).parse(JSON.parse(file));

/** The file with its inner text changed as an attacker would, with or without a new signature. */
function altered(file: string, from: string, to: string, sign?: (text: string) => string): string {
  const outer = outerOf(file);
  const text = outer.text.replace(from, to);
  expect(text).not.toBe(outer.text);
  return JSON.stringify({ ...outer, text, ...(sign && { signature: sign(text) }) });
}

describe('a file of a fair’s figures', () => {
  it('is taken if its organiser’s station signed it (F61)', async () => {
    const [entry] = await entries({ a: spring.exported({ figures: { attendees: 70 } }) });
    expect(entry?.state).toEqual(summed);
    expect(entry?.figures?.counts.get('求职者人数')).toMatchObject({ value: 70, unit: '人' });
  });

  it('holds counts, and no person, contact or pseudonym beyond the signed fair (F61)', () => {
    const { text } = outerOf(spring.exported({ figures: { attendees: 1 } }));
    const figures = z.looseObject({}).parse(JSON.parse(text));
    expect(Object.keys(figures).toSorted()).toEqual(
      'counts digest facts fair fairHash gaps madeMs revision rules seen slot township v'.split(
        ' ',
      ),
    );
  });

  const good = spring.exported({ figures: { attendees: 70 } });
  const other = madeFair();
  it.each([
    ['text', 'not a file', 'not-figures'],
    ['JSON of something else', '{"v":1}', 'not-figures'],
    ['a number changed', altered(good, '"value":70', '"value":71'), 'forged'],
    [
      'a number changed and signed by another fair’s station',
      altered(good, '"value":70', '"value":71', (text) =>
        other.signAsStation('chunfeng/fair-figures/1', text),
      ),
      'forged',
    ],
    [
      'a signature for another purpose',
      altered(good, '"value":70', '"value":71', (text) =>
        spring.signAsStation('chunfeng/head/1', text),
      ),
      'forged',
    ],
    [
      'another fair’s figures under this fair',
      JSON.stringify({ ...outerOf(good), fair: outerOf(other.exported()).fair }),
      'forged',
    ],
    ['a fair with another’s id', madeFair({ id: spring.fair.id }).exported(), 'forged'],
    ['an entrance that signed', spring.exported({ slot: 1 }), 'not-organisers'],
    ['a revoked station', spring.exported({ change: { revoked: [8] } }), 'not-organisers'],
  ])('is refused: %s (F61)', async (_what, text, why) => {
    const [entry] = await entries({ a: text });
    expect(entry?.state).toEqual({ is: 'refused', why });
    expect(entry && stateWords(entry)[0]?.zh).toMatch(/请|不能/);
  });

  it('is distinguished from the export of a day, which nobody signed', async () => {
    const day = { v: 1, fair: { id: 'a', name: 'b' }, scope: 'all', definitions: {}, figures: [] };
    expect(await states({ a: JSON.stringify(day) })).toEqual([{ is: 'refused', why: 'unsigned' }]);
  });
});

describe('the files of a season', () => {
  it('are not summed before a person has confirmed the fair’s key (F62)', async () => {
    const files = { a: spring.exported() };
    const [entry] = await entries(files, { keys: new Set() });
    expect(entry?.state).toEqual({ is: 'unconfirmed' });
    expect(entry?.figures && whoSigned(entry.figures).zh).toContain(fingerprintOf(spring.key));
    expect(await states(files)).toEqual([summed]);
  });

  it('count a fair once: the file with more facts, and the same file once (F62)', async () => {
    const [older, newer] = [spring.exported({ facts: 10 }), spring.exported({ facts: 11 })];
    expect(await states({ older, newer })).toEqual([{ is: 'replaced', by: 'newer' }, summed]);
    expect(await states({ newer, older })).toEqual([summed, { is: 'replaced', by: 'newer' }]);
    expect(await states({ a: newer, b: newer })).toEqual([summed, { is: 'same' }]);
  });

  it('leave out what a later revision’s revoked station signed (F62)', async () => {
    const later = spring.exported({ slot: 8, change: { revision: 9, revoked: [] } });
    const stations = spring.fair.stations.map((each) =>
      each.slot === 7 ? { ...each, role: 'organiser' as const } : each,
    );
    const stolen = spring.exported({ facts: 99, change: { stations } });
    const revoking = spring.exported({
      slot: 7,
      change: { stations, revision: 10, revoked: [8] },
    });
    expect(await states({ stolen, later })).toEqual([summed, { is: 'replaced', by: 'stolen' }]);
    expect(await states({ stolen, revoking })).toEqual([{ is: 'revoked' }, summed]);
  });

  it('mark a part of the whole, older rules, a likeness and another year (F62)', async () => {
    const part = spring.exported({ waiting: 3 });
    expect(await states({ part })).toEqual([{ is: 'summed', marks: ['part'] }]);
    const [entry] = await entries({ part });
    expect(entry && stateWords(entry)[1]?.zh).toContain('已知 3 条记录还没到');

    const twin = madeFair();
    const keys = new Set([spring.key, second.key, twin.key]);
    const alike = { is: 'summed', marks: ['like-another'] };
    expect(await states({ a: spring.exported(), b: twin.exported() }, { keys })).toEqual([
      alike,
      alike,
    ]);

    const former = madeFair({ days: ['2026-02-27'] });
    expect(
      await states(
        { a: spring.exported(), b: second.exported(), c: former.exported() },
        { keys: new Set([...keys, former.key]) },
      ),
    ).toEqual([summed, summed, { is: 'summed', marks: ['other-year'] }]);
  });

  it('never sum a sample with real fairs (F62)', async () => {
    const sample = madeFair({ sample: true });
    const keys = new Set([sample.key, spring.key]);
    const files = { a: sample.exported(), b: spring.exported() };
    expect(await states(files, { keys })).toEqual([{ is: 'sample' }, summed]);
    expect(await states({ a: sample.exported() }, { keys })).toEqual([summed]);
  });
});

/** The same file as rules before would have made it. */
async function byOlderRules(text: string, name: string, basis: string): Promise<Given> {
  const read = await readFairFigures(text, isSigned);
  if (!read.ok) throw new Error(read.fault.kind);
  const own = read.value.counts.get(name);
  if (!own) throw new Error(name);
  const counts = new Map([...read.value.counts, [name, { ...own, basis }]]);
  return { file: 'older', read: { ok: true, value: { ...read.value, rules: 1, counts } } };
}

describe('the sums of a season', () => {
  const a = spring.exported({
    figures: { attendees: 70, anonymous: 2, resumes: 44 },
    township: 'no',
  });
  const b = second.exported({ figures: { attendees: 30, resumes: 6 }, township: 'yes' });

  it('of one fair equal its own figures, by every name (F63)', async () => {
    const { dayOf } = await sampleDay();
    const figures = { attendees: 70, anonymous: 2, resumes: 44, 'attendees education:master': 3 };
    const season = seasonOf(await entries({ a: spring.exported({ figures }) }));
    const own = [...namedFigures(dayOf(figures).view).values()].filter(({ is }) => is === 'count');
    const sums = Object.fromEntries([...season.sums].map(([name, { value }]) => [name, value]));
    expect(sums).toEqual(
      Object.fromEntries(own.map((each) => [each.name, each.is === 'count' && each.value])),
    );
    expect(askedNames.filter((name) => !season.sums.has(name))).toEqual([]);
  });

  it('count persons as 人次 and employers as 家次, since nothing links them (F63)', async () => {
    const { sums } = seasonOf(await entries({ a, b }));
    expect(sums.get('求职者人数')).toMatchObject({ value: 102, unit: '人次', fairs: 2 });
    expect(sums.get('求职者人数')?.basis).toContain('同一人到几场计几次');
    const employers = spring.fair.booths.length;
    expect(sums.get('参会单位数')).toMatchObject({ value: 2 * employers, unit: '家次' });
    expect(sums.get('简历份数')).toMatchObject({ value: 50, unit: '份' });
  });

  it('count fairs, days and townships, said by the file or by a person (F63)', async () => {
    const unsaid = second.exported();
    const before = seasonOf(await entries({ a, unsaid }));
    expect(before).toMatchObject({ inTownships: 0, townshipUnknown: 1 });
    const townships = new Map([
      [second.fair.id, 'yes'],
      [spring.fair.id, 'yes'],
    ] as const);
    // The first file says no: nobody can say otherwise here.
    const season = seasonOf(await entries({ a, unsaid }, { townships }));
    expect(season).toMatchObject({ inTownships: 1, townshipUnknown: 0 });
    const days = spring.fair.days.length + 1;
    expect(
      seasonLines(season)
        .slice(0, 3)
        .map(({ value }) => value),
    ).toEqual([2, 1, days]);
  });

  it('leave out of each figure the fairs that defined it otherwise (F63)', async () => {
    const older = await byOlderRules(b, '简历份数', '另一种口径');
    const all = judged([...(await given({ a })), older], known);
    expect(all[1]?.state).toEqual({ is: 'summed', marks: ['other-rules'] });
    const { sums } = seasonOf(all);
    expect(sums.get('简历份数')).toMatchObject({ value: 44, fairs: 1, leftOut: 1 });
    expect(sums.get('求职者人数')).toMatchObject({ value: 102, fairs: 2, leftOut: 0 });
  });

  it('stand beside a former year, without a percentage of nothing (F63)', async () => {
    const now = seasonLines(seasonOf(await entries({ a, b })));
    const then = seasonLines(seasonOf(await entries({ b })));
    const compared = besideBefore(now, { from: 'files', lines: then });
    const lineOf = (id: string) => compared.find(({ line }) => line.id === id);
    expect(lineOf('求职者人数')).toMatchObject({ before: 30, difference: 72, change: 2_400 });
    expect(lineOf('签约人次')).toMatchObject({ before: 0, difference: 0, change: undefined });

    const typed = besideBefore(now, { from: 'hand', values: new Map([['招聘会场次', 4]]) });
    expect(typed[0]).toMatchObject({ before: 4, difference: -2, change: -500 });
    expect(typed[1]).toMatchObject({ before: undefined, change: undefined });

    const [own] = [await byOlderRules(b, '简历份数', '另一种口径')];
    const other = seasonLines(seasonOf(judged([own], known)));
    expect(
      besideBefore(now, { from: 'files', lines: other }).find(({ line }) => line.id === '简历份数'),
    ).toMatchObject({ before: 6, difference: undefined, change: undefined, definedAlike: false });
  });

  it('fill the Spring Breeze return and a quarter’s demand and supply', async () => {
    const season = seasonOf(await entries({ a, b }));
    const rowsOf = async (id: 'spring' | 'market', wanted = season) => {
      const filled = fillReturn(await shippedReturn(id), seasonNamed(wanted));
      if (!filled.ok) throw new Error(filled.fault.kind);
      expect(filled.value.shown.findings.filter(({ why }) => why === undefined)).toEqual([]);
      const [sheet] = await readByAnother(Buffer.from(filled.value.bytes));
      return sheet?.data ?? [];
    };
    const spring2 = await rowsOf('spring');
    expect(spring2[1]?.slice(3)).toEqual(['2027年2月27日至3月6日', '招聘会（场）', 2]);
    expect(spring2[2]?.slice(0, 2)).toEqual(['其中乡镇（场）', 1]);
    expect((await rowsOf('market')).length).toBeGreaterThan(20);
    const unsaid = seasonOf(await entries({ a, b: second.exported() }));
    expect((await rowsOf('spring', unsaid))[2]?.[1]).toContain('1场没有注明');
  });

  it('are a workbook with each fair and its state', async () => {
    const all = await entries({ a, b, c: 'rubbish' });
    const season = seasonOf(all);
    const lines = besideBefore(seasonLines(season), {
      from: 'hand',
      values: new Map([['招聘会场次', 4]]),
    });
    const sheets = await readByAnother(
      Buffer.from(await workbook(seasonSheets(season, all, lines, 'hand'))),
    );
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['多场合计', '各场', '全部数字']);
    expect(sheets[0]?.data[0]?.[3]).toBe('上年同期（手填）');
    expect(sheets[0]?.data[1]?.slice(0, 6)).toEqual(['招聘会', 2, '场', 4, -2, '−50.0%']);
    expect(sheets[1]?.data).toHaveLength(4);
  });
});
