import { z } from 'zod';
import { dayAndHour } from '../calendar.ts';
import { type Fair, headsOffered } from '../fair.ts';
import { isSpare } from '../spare.ts';
import { alertsOf } from './alerts.ts';
import { type Coverage, isAwaited } from './coverage.ts';

/** What is missing before the fair opens, in the order of repair. */

export const checklistSchema = z.array(
  z.strictObject({
    about: z.enum([
      'real',
      'days',
      'keep-until',
      'employers',
      'gates',
      'every-booth',
      'booths-anywhere',
      'no-booth-machine',
      'organiser-pin',
      'server',
      'encrypted',
      'stations-heard',
      'equipment',
    ]),
    well: z.boolean(),
    /** The number missing, or the number present. */
    count: z.int(),
    /** The first of their names. */
    names: z.array(z.string()),
  }),
);
export type Checklist = z.infer<typeof checklistSchema>;
type Item = Checklist[number];

const MOST_NAMES = 6;

export function checklistOf(fair: Fair, coverage: Coverage, nowMs: number): Checklist {
  const today = dayAndHour(nowMs, fair.utcOffsetMinutes).day;
  const last = fair.days.toSorted().at(-1) ?? '';
  const inUse = coverage.stations.filter(isAwaited);
  const unheard = inUse.filter(({ heardMs }) => heardMs === null);
  const alerts = alertsOf(coverage, nowMs);
  const { places, some } = headsOffered(fair);
  const gates = fair.stations.filter((slot) => slot.role === 'entrance' && !isSpare(slot)).length;
  const item = (about: Item['about'], well: boolean, count = 0, names: string[] = []): Item => ({
    about,
    well,
    count,
    names: names.slice(0, MOST_NAMES),
  });
  return [
    item('real', !fair.sample),
    item('days', last >= today, fair.days.length, fair.days),
    item('keep-until', fair.keepUntil >= last, 0, [fair.keepUntil]),
    item('employers', fair.booths.length > 0, fair.booths.length, [`${places}`, `${some}`]),
    item('gates', gates > 0, gates),
    boothsServed(fair, item),
    // Without one in the fair, it is among each station's keys.
    item('organiser-pin', fair.organiserPin !== undefined || fair.staffPin === undefined),
    item('server', fair.server !== undefined, 0, fair.server === undefined ? [] : [fair.server]),
    ...(fair.server === undefined ? [] : [item('encrypted', !isOpenOnTheWay(fair.server))]),
    item(
      'stations-heard',
      unheard.length === 0,
      unheard.length,
      unheard.map(({ slot, zh }) => `${slot} ${zh}`),
    ),
    item('equipment', alerts.length === 0, alerts.length, [
      ...new Set(alerts.map(({ slot, zh }) => `${slot} ${zh}`)),
    ]),
  ];
}

/** A station that names its booths serves no others; one that names none may open any. */
function boothsServed(
  { stations, booths }: Fair,
  item: (about: Item['about'], well: boolean, count?: number, names?: string[]) => Item,
): Item {
  const at = stations.filter(({ role }) => role === 'booth');
  if (at.length === 0) return item('no-booth-machine', true);
  if (at.some(({ serves }) => !serves?.length)) return item('booths-anywhere', true, at.length);
  const served = new Set(at.flatMap(({ serves = [] }) => serves));
  const uncovered = booths.map(({ code }) => code).filter((code) => !served.has(code));
  return item('every-booth', uncovered.length === 0, uncovered.length, uncovered);
}

/** Pseudonyms travel to this server: beyond the machine itself they need TLS. */
function isOpenOnTheWay(server: string): boolean {
  return /^http:\/\/(?!127\.|localhost)/.test(server);
}
