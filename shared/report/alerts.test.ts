import { describe, expect, it } from 'vitest';
import { alertsOf } from './alerts.ts';
import type { Coverage, SeenStation } from './coverage.ts';

const NOW = 1_803_690_000_000;
const MINUTE = 60_000;
type Condition = NonNullable<SeenStation['condition']>;

const well: Condition = {
  atMs: NOW,
  version: '1.0.0',
  role: 'entrance',
  readers: [{ kind: 'id-card', name: '读卡器', state: 'ready' }],
  printer: 'works',
  battery: { percent: 80, charging: false },
  notices: [],
  clockOffMs: 0,
};

function station(slot: number, change: Partial<Condition> | null = {}, heardMs = NOW): SeenStation {
  return {
    slot,
    zh: `${slot} 号门`,
    en: `Gate ${slot}`,
    role: 'entrance',
    heardMs,
    acked: 1,
    proven: 1,
    waiting: 0,
    unused: false,
    ...(change && { condition: { ...well, ...change } }),
  };
}

function alertsIn(stations: SeenStation[], forks: Coverage['forks'] = []) {
  return alertsOf({ stations, forks, heads: [] }, NOW).map(({ slot, kind }) => [slot, kind]);
}

describe('the list of stations that need attention', () => {
  it('is empty if all is well', () => {
    expect(alertsIn([station(1), station(2, null), station(3)])).toEqual([]);
  });

  it.each<[string, Partial<Condition>, string]>([
    ['no reader at all', { readers: [] }, 'no-reader'],
    [
      'its one reader pulled out',
      { readers: [{ kind: 'code', name: 'x', state: 'gone' }] },
      'no-reader',
    ],
    ['a printer without paper', { printer: 'out-of-paper' }, 'printer'],
    ['a clock three minutes fast', { clockOffMs: 3 * MINUTE }, 'clock'],
    ['a clock three minutes slow', { clockOffMs: -3 * MINUTE }, 'clock'],
    ['a battery at a fifth', { battery: { percent: 20, charging: false } }, 'battery'],
    ['a disk that refuses', { notices: ['ledger-failing'] }, 'notice'],
    ['another version than most', { version: '0.9.0' }, 'version'],
  ])('names a station with %s', (_, change, kind) => {
    expect(alertsIn([station(1), station(2, change), station(3)])).toEqual([[2, kind]]);
  });

  it('names a broken reader, but not one that works or is switched off', () => {
    const readers = [
      ...well.readers,
      { kind: 'code' as const, name: '扫码枪', state: 'faulty' as const },
    ];
    expect(
      alertsIn([
        station(1, { readers }),
        station(2, {
          battery: { percent: 3, charging: true },
          clockOffMs: 90_000,
          printer: 'none',
        }),
      ]),
    ).toEqual([[1, 'reader']]);
  });

  it('expects no reader at an organiser’s station', () => {
    expect(alertsIn([station(8, { role: 'organiser', readers: [] })])).toEqual([]);
  });

  it('says that a station is silent, and ignores its old condition', () => {
    expect(alertsIn([station(1, { printer: 'out-of-paper' }, NOW - 10 * MINUTE)])).toEqual([
      [1, 'silent'],
    ]);
  });

  it('omits machines that were put away yesterday', () => {
    expect(alertsIn([station(1, {}, NOW - 20 * 60 * MINUTE)])).toEqual([]);
  });

  it('names a clock three hours off before six stations without a reader', () => {
    const without = [1, 2, 3, 4, 5, 6].map((slot) => station(slot, { readers: [] }));
    const [first] = alertsIn([...without, station(7, { clockOffMs: 180 * MINUTE })]);
    expect(first).toEqual([7, 'clock']);
  });

  it('takes a keyboard scanner for a reader', () => {
    const readers = [{ kind: 'wedge' as const, name: '键盘口扫码枪', state: 'ready' as const }];
    expect(alertsIn([station(4, { role: 'booth', readers })])).toEqual([]);
  });

  it('begins with what changes figures', () => {
    const forks = [{ slot: 3, incarnation: '00000001', facts: 2 }];
    expect(
      alertsIn(
        [station(1, { notices: ['ledger-failing'] }), station(2, {}, NOW - 10 * MINUTE)],
        forks,
      ),
    ).toEqual([
      [3, 'forked'],
      [2, 'silent'],
      [1, 'notice'],
    ]);
  });

  it('names a station that wrote what it may not, with how many and what kinds (P15)', () => {
    const unauthorised = [
      { slot: 2, fact: 'checkin' as const, facts: 500 },
      { slot: 2, fact: 'decide' as const, facts: 10 },
    ];
    const forks = [{ slot: 1, incarnation: '00000001', facts: 2 }];
    const stations = [station(1), station(2)];
    const [first] = alertsOf({ stations, forks, heads: [], unauthorised }, NOW);
    expect(first).toEqual({
      slot: 2,
      zh: '2 号门',
      en: 'Gate 2',
      kind: 'unauthorised',
      facts: 510,
      kinds: ['checkin', 'decide'],
    });
  });

  it('names no odd version if no version has a majority', () => {
    expect(alertsIn([station(1), station(2, { version: '2.0.0' })])).toEqual([]);
  });
});
