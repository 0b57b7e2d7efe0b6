import { describe, expect, it } from 'vitest';
import type { Destroyed } from '../destroyed.ts';
import type { StationSlot } from '../fair.ts';
import type { Coverage, SeenStation } from './coverage.ts';
import { machineLines, machinesSum } from './destruction.ts';
import { endWords } from './machine-end-words.ts';
import { endsSum, type EndsSeen, isOpenEnd, machineEnds } from './machine-ends.ts';

const NOW = Date.UTC(2027, 4, 1);
const name = { zh: '站', en: 'Station' };
const slots = [1, 2, 3, 8];
const stations = slots.map((slot): StationSlot => ({ slot, name, role: 'booth', passKey: '' }));
const heard = (slot: number): SeenStation => ({
  slot,
  ...name,
  role: 'booth',
  heardMs: NOW,
  acked: 9,
  proven: 9,
  waiting: 0,
  unused: false,
});
const head = (slot: number, incarnation: string, seq: number): Coverage['heads'][number] => ({
  slot,
  incarnation,
  seq,
  hash: '',
});
const ending = (seq: number) => [
  { incarnation: 'a', seq: 4 },
  { incarnation: 'b', seq },
];

const said = (more: Partial<Destroyed> = {}) => ({
  atMs: NOW,
  said: {
    v: 1 as const,
    slot: 2,
    time: { fair: '00000001', ms: NOW, signature: '' },
    heads: ending(9),
    unsent: 0,
    signature: '',
    ...more,
  },
});

const ends = (more: Partial<EndsSeen> = {}) =>
  machineEnds({
    fair: { stations, revoked: [] },
    coverage: {
      stations: [heard(1), heard(2), heard(8)],
      heads: [head(2, 'a', 4), head(2, 'b', 9)],
    },
    own: 8,
    reports: [said()],
    marks: {},
    sticks: [],
    ...more,
  });
const states = (more: Partial<EndsSeen> = {}) => ends(more).map(({ is }) => is);

describe('the end of each machine', () => {
  it('is what it said, or when it was heard last, or that nobody ever heard it', () => {
    expect(states()).toEqual(['silent', 'confirmed', 'never', 'here']);
  });

  it('is doubted once there are facts, or a part of the chain, that it did not name', () => {
    const coverage = (...heads: Coverage['heads']) => ({ stations: [heard(2)], heads });
    const named = coverage(head(2, 'a', 4), head(2, 'b', 9));
    expect(states({ coverage: named })[1]).toBe('confirmed');
    expect(states({ coverage: coverage(head(2, 'b', 10)) })[1]).toBe('wrote-after');
    expect(states({ coverage: coverage(head(2, 'c', 3)) })[1]).toBe('wrote-after');
    expect(states({ coverage: coverage(head(2, 'b', 9), head(1, 'c', 30)) })[1]).toBe('confirmed');
  });

  it('does not match where it names facts as sent that never came, so that no far end hides what follows (P138)', () => {
    const far = (unsent: number | null) => said({ heads: ending(Number.MAX_SAFE_INTEGER), unsent });
    expect(states({ reports: [far(0)] })[1]).toBe('names-more');
    expect(states({ reports: [far(3)] })[1]).toBe('names-more');
    expect(states({ reports: [far(null)] })[1]).toBe('unsent');
    const marks = { 2: { by: '王', atMs: NOW } };
    expect(states({ reports: [far(0)], marks })[1]).toBe('by-hand');
    expect(endsSum(ends({ reports: [far(0)] })).zh).toContain('0 台报告已销毁');
    expect(ends({ reports: [far(0)] }).filter(isOpenEnd)).toHaveLength(2);
  });

  it('still says what no server had, once somebody holds its certificate', () => {
    const marks = { 2: { by: '王', atMs: NOW } };
    const [, end] = ends({ reports: [said({ heads: ending(12), unsent: 3 })], marks });
    expect(end).toMatchObject({ is: 'by-hand', facts: 3 });
    expect(end && endWords(end, 480).zh).toContain('有 3 条记录没有送到');
  });

  it('may name what it did not send, and an incarnation that has written nothing yet (P138)', () => {
    const heads = ending(12);
    expect(states({ reports: [said({ heads, unsent: 3 })] })[1]).toBe('unsent');
    expect(states({ reports: [said({ heads, unsent: 2 })] })[1]).toBe('names-more');
    const begun = [...said().said.heads, { incarnation: 'c', seq: 9 }];
    expect(states({ reports: [said({ heads: begun })] })[1]).toBe('confirmed');
  });

  it('is worth nothing from a revoked slot, unless somebody holds the signed certificate', () => {
    const fair = { stations, revoked: [2] };
    expect(states({ fair })[1]).toBe('revoked');
    expect(states({ fair, marks: { 2: { by: '王', atMs: NOW } } })[1]).toBe('by-hand');
  });

  it('names a machine that was only known by its stick, or replaced', () => {
    expect(states({ sticks: [3] })[2]).toBe('silent');
    expect(states({ fair: { stations, revoked: [], replaced: [{ slot: 1, by: 3 }] } })[0]).toBe(
      'replaced',
    );
  });

  it('is named on the organiser’s certificate, who has confirmed and who has not (P138)', () => {
    const certificate = {
      fair: { id: '00000001', zh: '', en: '', organiser: '' },
      station: { slot: 8, zh: '', en: '' },
      keepUntil: '2027-03-31',
      utcOffsetMinutes: 480,
      signedMs: NOW,
      doneMs: NOW,
      destroyed: {
        boxes: 0,
        profiles: 0,
        registrations: 0,
        notes: 0,
        backups: 0,
        setAside: 0,
        lists: 0,
        savedFiles: 0,
      },
      facts: 0,
    };
    const lines = machineLines({ ...certificate, machines: ends() });
    expect(lines.map(({ about, says }) => [about.zh, says.zh])).toEqual([
      ['1 号 站', '没有确认；最后联系 2027-05-01 08:00'],
      ['2 号 站', '2027-05-01 08:00 报告已销毁'],
    ]);
    expect(machinesSum({ ...certificate, machines: ends() })?.zh).toContain('1 台没有确认');
    expect(machinesSum(certificate)).toBeUndefined();
  });

  it('is summed over the machines that were used', () => {
    expect(endsSum(ends()).zh).toBe(
      '本机以外用过的 2 台：1 台报告已销毁，0 台有签字的证明，1 台没有确认；另有 1 台从未联系，用没用过不知道',
    );
    expect(endsSum(ends({ reports: [said({ unsent: 3 })] })).zh).toContain('1 台报告已销毁');
  });
});
