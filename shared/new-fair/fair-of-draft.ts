import { dayAfter, isRealDay, weekdayOf } from '../calendar.ts';
import type { Fair, FairBooth, StationSlot } from '../fair.ts';
import type { NewFairDraft, TypedEmployer } from './draft.ts';

/** What is signed, but for the keys. */
export type FairWithoutKeys = Pick<
  Fair,
  | 'kind'
  | 'name'
  | 'organiser'
  | 'place'
  | 'days'
  | 'keepUntil'
  | 'utcOffsetMinutes'
  | 'asks'
  | 'boxesToServer'
  | 'booths'
  | 'desks'
  | 'platforms'
> & { readonly stations: readonly SlotWithoutKey[] };

export type SlotWithoutKey = Omit<StationSlot, 'passKey'>;

/** One time in all of China. */
export const CHINA_UTC_OFFSET = 8 * 60;

export function fairOfDraft(draft: NewFairDraft): FairWithoutKeys {
  const { sex, ageBand } = draft.asks;
  const days = draft.days.toSorted();
  return {
    kind: draft.kind,
    name: { zh: draft.name, en: '' },
    organiser: { zh: draft.organiser, en: '' },
    place: { zh: draft.place, en: '' },
    days,
    keepUntil: keepUntil(draft),
    utcOffsetMinutes: CHINA_UTC_OFFSET,
    asks: { ...(sex && { sex }), ...(ageBand && { ageBand }) },
    // Sealed to the organiser's key: without it, names and phones would have to be carried from each entrance.
    boxesToServer: true,
    stations: stationsOf(draft),
    booths: boothsOf(draft),
    desks: draft.desks,
    platforms: [],
  };
}

/** Empty as long as no day is chosen. */
export function keepUntil({ days, keepDays }: Pick<NewFairDraft, 'days' | 'keepDays'>): string {
  const last = days.toSorted().at(-1);
  return last === undefined ? '' : dayAfter(last, keepDays);
}

type Machines = Pick<NewFairDraft, 'gates' | 'zones' | 'deskMachines' | 'walls' | 'spares'>;

/** This machine is the first of the organiser's two: the other one takes over where it fails. */
export function stationsOf(draft: Machines): SlotWithoutKey[] {
  const { gates, zones, deskMachines, walls, spares } = draft;
  const slots: Omit<SlotWithoutKey, 'slot'>[] = [
    ...times(gates, (n) => ({
      role: 'entrance',
      mayBe: ['booth', 'desk'],
      name: { zh: `${inChinese(n)}号门`, en: `Gate ${n}` },
    })),
    ...zones.flatMap(({ name, machines }) =>
      times(machines, (n) => ({
        role: 'booth',
        mayBe: ['desk'],
        name: {
          zh: `${name}招聘台${numbered(n, machines)}`,
          en: `Booths ${latin(name)} ${n}`.replace(/ +/g, ' '),
        },
      })),
    ),
    ...times(deskMachines, (n) => ({
      role: 'desk',
      mayBe: ['booth'],
      name: { zh: `服务台${numbered(n, deskMachines)}`, en: `Desk ${n}` },
    })),
    ...times(walls, (n) => ({
      role: 'wall',
      name: { zh: `大屏${numbered(n, walls)}`, en: `Wall ${n}` },
    })),
    { role: 'organiser', mayBe: ['wall'], name: { zh: '主办方', en: 'Organiser' } },
    { role: 'organiser', mayBe: ['wall'], name: { zh: '主办方备用', en: 'Organiser’s spare' } },
    ...times(spares, (n) => ({
      role: 'entrance',
      mayBe: ['booth', 'desk', 'wall'],
      name: { zh: `备用${numbered(n, spares)}`, en: `Spare ${n}` },
    })),
  ];
  return slots.map((station, i) => ({ slot: i + 1, ...station }));
}

export const organiserSlot = (stations: readonly Pick<StationSlot, 'slot' | 'role'>[]): number =>
  stations.find(({ role }) => role === 'organiser')?.slot ?? 0;

const times = (
  count: number,
  make: (n: number) => Omit<SlotWithoutKey, 'slot'>,
): Omit<SlotWithoutKey, 'slot'>[] => Array.from({ length: count }, (_, i) => make(i + 1));

const numbered = (n: number, total: number): string => (total === 1 ? '' : String(n));
const inChinese = (n: number): string => '一二三四五六七八九十'[n - 1] ?? String(n);
/** Of a zone's name only what an English reader can read. */
const latin = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '');

/** A former fair's, and those that were typed, each at the next free place of its zone. */
export function boothsOf({ booths, typed, zones, place }: NewFairDraft): FairBooth[] {
  const all = [...booths];
  const byEmployer = Map.groupBy(typed, ({ employer, zone }) => `${zone}\n${employer}`);
  for (const posts of byEmployer.values()) {
    const [first] = posts;
    if (!first) continue;
    const zone = first.zone || zones[0]?.name || 'A区';
    const code = freeCode(all, zone);
    all.push({
      code,
      zone,
      employer: first.employer,
      about: '',
      posts: posts.map((row, i) => postOf(row, `${code}-${i + 1}`, place)),
    });
  }
  return all;
}

const postOf = (
  { post, headcount }: TypedEmployer,
  code: string,
  place: string,
): FairBooth['posts'][number] => ({
  code,
  zh: post,
  ...(headcount !== null && { headcount }),
  place: place.slice(0, 40),
});

function freeCode(booths: readonly FairBooth[], zone: string): string {
  const letter = latin(zone).slice(0, 4).toUpperCase() || 'Z';
  const taken = new Set(booths.map(({ code }) => code));
  for (let n = 1; ; n += 1) {
    const code = `${letter}${String(n).padStart(2, '0')}`;
    if (!taken.has(code)) return code;
  }
}

/** The days of a month in weeks from Monday on; null where another month has the day. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = weekdayOf(year, month, 1);
  const cells = Array.from({ length: 42 }, (_, i) => {
    const day = i - first + 1;
    return isRealDay(year, month, day) && day > 0
      ? `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
      : null;
  });
  return Array.from({ length: 6 }, (_, week) => cells.slice(week * 7, week * 7 + 7)).filter(
    (week) => week.some((day) => day !== null),
  );
}
