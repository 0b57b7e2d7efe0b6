import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Fair, fairSchema } from '../fair.ts';
import { changesBetween, wayBack } from './fair-changes.ts';
import { contentOf, type FairChange, sheetOf } from './fair-sheet.ts';
import { freshCode, nextDay } from './fresh.ts';

let fair: Fair;
beforeAll(async () => {
  const file = join(import.meta.dirname, '../../resources/fairs/street-market/fair.json');
  fair = fairSchema.parse(JSON.parse(await readFile(file, 'utf8')));
});

const revised = (before: Fair, change: FairChange): Fair => {
  const fields = Object.entries({ ...before, ...contentOf(before, change) });
  return fairSchema.parse(Object.fromEntries(fields.filter(([, value]) => value !== undefined)));
};
const lines = (change: FairChange) => changesBetween(fair, revised(fair, change));
const desk = () => {
  const [first] = fair.desks;
  if (!first) throw new Error('no desk');
  return first;
};
const posts = (code: string) =>
  fair.booths.find((booth) => booth.code === code)?.posts.map((post) => post.code) ?? [];

describe('the lines of a change', () => {
  it('say nothing of a sheet that stays as it is', () => {
    expect(lines(sheetOf(fair))).toEqual([]);
  });

  it.each<[keyof FairChange, FairChange, string, string]>([
    ['place', { place: { zh: '人才港', en: '' } }, '柳桥路', '人才港'],
    ['days', { days: ['2027-02-28', '2027-02-27'] }, '2027-02-27', '2027-02-27、2027-02-28'],
    ['keepUntil', { keepUntil: '2027-05-01' }, '2027-03-31', '2027-05-01'],
    ['kind', { kind: 'campus' }, '招聘会', '校园双选会'],
    ['asks', { asks: { sex: true, ageBand: true } }, '', '性别、年龄段'],
    ['server', { server: 'https://hall.example' }, '', 'https://hall.example'],
    ['boxesToServer', { boxesToServer: true }, '否', '是'],
  ])('name %s, as it was and as it will be', (about, change, was, now) => {
    const [line, ...others] = lines(change);
    expect(line).toMatchObject({ about, now });
    expect(line?.was).toContain(was);
    expect(others).toEqual([]);
  });

  it('name the English of a name, where that alone changes', () => {
    const { zh, en } = fair.place;
    expect(lines({ place: { zh, en: 'The port' } })).toEqual([
      { about: 'place', was: en, now: 'The port' },
    ]);
  });

  it('tell a new desk from one that changes, with topics and leaflets', () => {
    const renamed = { ...desk(), zh: '政策台' };
    const fresh = {
      code: 'D9',
      zh: '工会台',
      en: '',
      topics: [{ code: 'T1', zh: '入会', en: '' }],
    };
    const found = lines({ desks: [renamed, ...fair.desks.slice(1), fresh] });
    expect(found.map(({ about }) => about)).toEqual(['desks-changed', 'desks-new']);
    expect(found[1]?.now).toBe('工会台；事项：入会');
  });

  it('name the booth whose posts close, and which', () => {
    const [first = '', second] = posts('A01');
    const all = lines({ closePosts: posts('A01') });
    expect(all).toMatchObject([{ about: 'posts-closed', was: '' }]);
    expect(all[0]?.now).toMatch(/^A01 .*：全部岗位$/);
    expect(second).toBeDefined();
    expect(lines({ closePosts: [first] })[0]?.now).not.toContain('全部');
  });

  it('say of employers that came with a table how many they are', () => {
    const after = {
      ...fair,
      booths: fair.booths.map((booth, at) => (at === 0 ? { ...booth, about: '新介绍' } : booth)),
    };
    expect(changesBetween(fair, after)).toEqual([{ about: 'employers', was: '', now: '1' }]);
  });
});

describe('the way back', () => {
  it('makes the fair what it was, posts that had been closed before included', () => {
    const [first = ''] = posts('A01');
    const before = revised(fair, { closePosts: [first] });
    const after = revised(before, {
      name: { zh: '另一个名称', en: '' },
      asks: { sex: true, ageBand: false },
      server: 'https://hall.example',
      closePosts: posts('A01'),
    });
    const back = revised(after, wayBack(before, after));
    expect(changesBetween(before, back)).toEqual([]);
    expect(back).toEqual(before);
  });

  it('keeps a desk that came with the change, since facts may count there (P12)', () => {
    const fresh = { ...desk(), code: 'D9' };
    const after = revised(fair, { desks: [...fair.desks, fresh], keepUntil: '2027-04-01' });
    expect(wayBack(fair, after)).toEqual({ keepUntil: fair.keepUntil });
  });
});

describe('a new row', () => {
  it('has a code that nothing else has', () => {
    expect(freshCode('T', ['T1', 'T3'])).toBe('T2');
  });

  it('begins on the day after the last, over the end of a month', () => {
    expect(nextDay('2027-02-28')).toBe('2027-03-01');
    expect(nextDay('')).toBe('');
  });
});
