import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fairSchema } from '../fair.ts';
import {
  emptyDraft,
  faultsAt,
  newFairDraftSchema,
  type NewFairDraft,
  newFairSteps,
  stepBeside,
  stepToShow,
  unfinishedStep,
} from './draft.ts';
import {
  boothsOf,
  fairOfDraft,
  keepUntil,
  organiserSlot,
  stationsOf,
  weeksOf,
} from './fair-of-draft.ts';
import { draftOfFormer } from './former-fair.ts';

const TODAY = '2027-02-20';
const whole: NewFairDraft = {
  ...emptyDraft,
  name: '云溪街道春季招聘会',
  organiser: '汀禾市人力资源和社会保障局',
  place: '柳桥路广场',
  days: ['2027-03-07', '2027-03-06'],
};
const publicKey = 'A'.repeat(43);
const signed = (draft: NewFairDraft) => {
  const fair = fairOfDraft(draft);
  return fairSchema.parse({
    ...fair,
    v: 1,
    id: '00000000',
    revision: 1,
    sample: false,
    sealingKey: publicKey,
    signingKey: publicKey,
    stations: fair.stations.map((station) => ({ ...station, passKey: publicKey })),
    revoked: [],
  });
};

describe('a draft of a fair', () => {
  it('comes back from disk as it was', () => {
    expect(newFairDraftSchema.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it.each([
    ['fair', { name: '' }, ['no-name']],
    ['fair', { organiser: '', place: '' }, ['no-organiser', 'no-place']],
    ['days', { days: [] }, ['no-days']],
    ['days', { days: ['2027-02-19'] }, ['past']],
    ['days', { days: [TODAY] }, []],
    ['hall', { zones: [{ name: '', machines: 1 }] }, ['zone-unnamed']],
    [
      'hall',
      {
        zones: [
          { name: 'A区', machines: 1 },
          { name: 'A区', machines: 0 },
        ],
      },
      ['zone-twice'],
    ],
    ['hall', { zones: [] }, []],
    ['desks', { desks: [] }, ['no-desk']],
    ['desks', { desks: [], deskMachines: 0 }, []],
    [
      'employers',
      { typed: [{ employer: '样例厂', zone: 'A区', post: '', headcount: null }] },
      ['employer-unfinished'],
    ],
  ] as const)('says at the step %s of %j: %j', (step, change, faults) => {
    const draft = newFairDraftSchema.parse({ ...whole, ...change });
    expect(faultsAt(draft, step, TODAY)).toEqual(faults);
    expect(unfinishedStep(draft, TODAY)).toBe(faults.length > 0 ? step : undefined);
  });

  it('is gone on with where it was left, or at a day that has passed meanwhile', () => {
    expect(stepToShow(emptyDraft, TODAY)).toBe('fair');
    expect(stepToShow({ ...whole, at: 'check' }, TODAY)).toBe('check');
    expect(stepToShow({ ...whole, at: 'check' }, '2027-03-07')).toBe('days');
    // What is not filled in yet, later on, keeps nobody back.
    expect(stepToShow({ ...whole, at: 'days', desks: [] }, TODAY)).toBe('days');
  });

  it('goes through its steps one by one', () => {
    expect(newFairSteps.map((step) => stepBeside(step, 1))).toEqual([
      ...newFairSteps.slice(1),
      undefined,
    ]);
    expect(stepBeside('fair', -1)).toBeUndefined();
  });
});

describe('the fair of a draft', () => {
  it('has a slot for each machine, two of them the organiser’s, in a fixed order', () => {
    const stations = stationsOf({ ...whole, walls: 2 });
    expect(stations.map(({ slot, role, name }) => `${slot} ${role} ${name.zh}`)).toEqual([
      '1 entrance 一号门',
      '2 entrance 二号门',
      '3 booth A区招聘台1',
      '4 booth A区招聘台2',
      '5 desk 服务台',
      '6 wall 大屏1',
      '7 wall 大屏2',
      '8 organiser 主办方',
      '9 organiser 主办方备用',
      '10 entrance 备用',
    ]);
    expect(organiserSlot(stations)).toBe(8);
  });

  it('is a fair that can be signed, whatever is counted up', () => {
    const fair = signed({ ...whole, gates: 12, spares: 3 });
    expect(fair.days).toEqual(['2027-03-06', '2027-03-07']);
    expect(fair.keepUntil).toBe('2027-05-06');
    expect(fair.stations[11]?.name.zh).toBe('12号门');
    expect(fair.boxesToServer).toBe(true);
    const spare = fair.stations.at(-1);
    expect(spare?.role).toBe('entrance');
    // A spare may become any machine but an organiser's.
    expect(spare?.mayBe).toEqual(['booth', 'desk', 'wall']);
  });

  it('keeps nothing of people longer than was chosen', () => {
    expect(keepUntil({ ...whole, keepDays: 30 })).toBe('2027-04-06');
    expect(keepUntil({ ...whole, days: [] })).toBe('');
  });

  it('gives typed employers the next free booths of their zones, each with all its posts', () => {
    const typed = [
      { employer: '样例电子', zone: 'A区', post: '普工', headcount: 20 },
      { employer: '样例物流', zone: 'A区', post: '司机', headcount: null },
      { employer: '样例电子', zone: 'A区', post: '质检', headcount: 2 },
      { employer: '样例酒店', zone: '美食区', post: '服务员', headcount: 5 },
    ];
    const former = signed({ ...whole, typed: typed.slice(0, 1) }).booths;
    const fair = signed({ ...whole, booths: former, typed });
    expect(fair.booths.map(({ code, employer, posts }) => [code, employer, posts.length])).toEqual([
      ['A01', '样例电子', 1],
      ['A02', '样例电子', 2],
      ['A03', '样例物流', 1],
      ['Z01', '样例酒店', 1],
    ]);
    expect(boothsOf({ ...whole, typed })[1]?.posts[0]).not.toHaveProperty('headcount');
  });

  it('begins again with last year’s, without its days and its closed posts', () => {
    const file = join(import.meta.dirname, '../../resources/fairs/street-market/fair.json');
    const last = fairSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const [booth, ...others] = last.booths;
    if (!booth) throw new Error('the sample has no booth');
    const closed = {
      ...booth,
      posts: booth.posts.map((post) => ({ ...post, closed: true as const })),
    };
    const draft = draftOfFormer({ ...last, booths: [closed, ...others] });
    expect(newFairDraftSchema.parse(draft)).toEqual(draft);
    expect(draft).toMatchObject({
      name: last.name.zh,
      days: [],
      gates: 3,
      deskMachines: 1,
      walls: 1,
      spares: 3,
      zones: [
        { name: 'A区', machines: 1 },
        { name: 'B区', machines: 1 },
        { name: 'C区', machines: 1 },
        { name: 'D区', machines: 0 },
      ],
    });
    expect(draft.booths).toHaveLength(last.booths.length - 1);
    expect(signed({ ...draft, days: ['2028-03-06'] }).desks).toEqual(last.desks);
  });
});

describe('a month to choose days from', () => {
  it('begins its weeks on Monday', () => {
    const weeks = weeksOf(2027, 2);
    expect(weeks[0]?.[0]).toBe('2027-02-01');
    expect(weeks).toHaveLength(4);
    expect(weeksOf(2027, 5)[0]).toEqual([null, null, null, null, null, '2027-05-01', '2027-05-02']);
    expect(weeksOf(2028, 2).flat()).toContain('2028-02-29');
  });
});
