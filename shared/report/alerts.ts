import type { FactKind } from '../facts.ts';
import { isPrintFault, type PrintFault } from '../devices.ts';
import type { NoticeKind } from '../notices.ts';
import type { Coverage, SeenStation } from './coverage.ts';
import { completenessOf } from './coverage.ts';

/** Stations that somebody should visit and why, the worst first. */

export type Alert = {
  readonly slot: number;
  readonly zh: string;
  readonly en: string;
} /** The slot is 0 where it is about the fair itself. */ & (
  | { readonly kind: 'revision'; readonly revision: number }
  | { readonly kind: 'forked'; readonly facts: number }
  /** Facts that the fair does not let it write: perhaps its key was stolen. */
  | { readonly kind: 'unauthorised'; readonly facts: number; readonly kinds: readonly FactKind[] }
  | { readonly kind: 'unproven'; readonly facts: number; readonly from: readonly string[] }
  | ({ readonly kind: 'withheld' } & Omit<NonNullable<Coverage['withheld']>[number], 'slot'>)
  /** Of a newer version than the program here. */
  | { readonly kind: 'unread'; readonly facts: number }
  | { readonly kind: 'silent'; readonly sinceMs: number }
  | { readonly kind: 'notice'; readonly notice: NoticeKind }
  | { readonly kind: 'no-reader' }
  | { readonly kind: 'reader'; readonly name: string }
  | { readonly kind: 'printer'; readonly fault: PrintFault }
  /** Positive if its clock is ahead. */
  | { readonly kind: 'clock'; readonly minutes: number }
  | { readonly kind: 'battery'; readonly percent: number }
  | { readonly kind: 'version'; readonly version: string }
);
type AlertKind = Alert['kind'];

const order: Readonly<Record<AlertKind, number>> = {
  revision: 0,
  unauthorised: 0,
  forked: 1,
  unproven: 2,
  withheld: 3,
  unread: 4,
  silent: 5,
  // Facts stand in the wrong hour, or day.
  clock: 6,
  notice: 7,
  'no-reader': 8,
  reader: 9,
  printer: 10,
  battery: 11,
  version: 12,
};

const THE_FAIR = { slot: 0, zh: '招聘会文件', en: 'the fair’s file' } as const;

/** A fact takes its hour and day from the station's clock; below two minutes, hardly any fact moves. */
const CLOCK_OFF_MS = 2 * 60_000;
const LOW_PERCENT = 20;
/** A machine that is silent for this long was put away. */
const PUT_AWAY_MS = 12 * 3_600_000;

export function alertsOf(coverage: Coverage, nowMs: number): Alert[] {
  const { forks, otherRevisions = [], unproven = [], withheld = [], unread = [] } = coverage;
  const stations = coverage.stations.filter(({ revoked }) => !revoked);
  // The organiser who revoked a station has seen what it wrote.
  const unauthorised = (coverage.unauthorised ?? []).filter(({ slot }) =>
    stations.some((station) => station.slot === slot),
  );
  const usual = usualVersion(stations);
  const named = (slot: number) => {
    const { zh = '', en = '' } = stations.find((station) => station.slot === slot) ?? {};
    return { slot, zh, en };
  };
  return [
    ...otherRevisions.map(({ revision }) => ({ ...THE_FAIR, kind: 'revision' as const, revision })),
    ...[...Map.groupBy(unauthorised, ({ slot }) => slot)].map(([slot, own]) => ({
      ...named(slot),
      kind: 'unauthorised' as const,
      facts: own.reduce((sum, { facts }) => sum + facts, 0),
      kinds: own.map(({ fact }) => fact),
    })),
    ...forks.map(({ slot, facts }) => ({ ...named(slot), kind: 'forked' as const, facts })),
    ...unproven.map((some) => ({ ...named(some.slot), ...some, kind: 'unproven' as const })),
    ...unread.map((some) => ({ ...named(some.slot), ...some, kind: 'unread' as const })),
    ...withheld.map((some) => ({ ...named(some.slot), ...some, kind: 'withheld' as const })),
    ...stations.filter(isInUse).flatMap((station) => [
      ...(station.otherRevision === undefined
        ? []
        : [
            {
              ...named(station.slot),
              kind: 'revision' as const,
              revision: station.otherRevision,
            },
          ]),
      ...silence(station, nowMs).map((alert) => ({ ...named(station.slot), ...alert })),
      ...ofCondition(station, usual, nowMs).map((alert) => ({
        ...named(station.slot),
        ...alert,
      })),
    ]),
  ].toSorted((a, b) => order[a.kind] - order[b.kind] || a.slot - b.slot);
}

/** A machine that was put aside is silent, and should be. */
const isInUse = ({ replacedBy }: SeenStation): boolean => replacedBy === undefined;

type Of<A> = A extends Alert ? Omit<A, 'slot' | 'zh' | 'en'> : never;
type What = Of<Alert>;

function silence(station: SeenStation, nowMs: number): What[] {
  const { heardMs } = station;
  if (heardMs === null || nowMs - heardMs > PUT_AWAY_MS) return [];
  return completenessOf(station, nowMs) === 'silent' ? [{ kind: 'silent', sinceMs: heardMs }] : [];
}

/** Empty for a silent station: its last condition is old, and may have been repaired since. */
function ofCondition(station: SeenStation, usual: string | undefined, nowMs: number): What[] {
  const { condition } = station;
  if (!condition || completenessOf(station, nowMs) === 'silent') return [];
  const { role, readers, printer, battery, notices, clockOffMs, version } = condition;
  const reads = role === 'entrance' || role === 'booth' || role === 'desk';
  const minutes = Math.round(clockOffMs / 60_000);
  return [
    ...notices.map((notice) => ({ kind: 'notice' as const, notice })),
    ...(reads && readers.every(({ state }) => state === 'gone')
      ? [{ kind: 'no-reader' as const }]
      : readers
          .filter(({ state }) => state === 'gone' || state === 'faulty')
          .map(({ name }) => ({ kind: 'reader' as const, name }))),
    ...(isPrintFault(printer) ? [{ kind: 'printer' as const, fault: printer }] : []),
    ...(Math.abs(clockOffMs) > CLOCK_OFF_MS ? [{ kind: 'clock' as const, minutes }] : []),
    ...(battery && !battery.charging && battery.percent <= LOW_PERCENT
      ? [{ kind: 'battery' as const, percent: battery.percent }]
      : []),
    ...(usual !== undefined && version !== usual ? [{ kind: 'version' as const, version }] : []),
  ];
}

/** The version that more than half of them run, if there is one. */
function usualVersion(stations: readonly SeenStation[]): string | undefined {
  const versions = stations.flatMap(({ condition }) => condition?.version ?? []);
  const byVersion = Map.groupBy(versions, (version) => version);
  return [...byVersion].find(([, same]) => same.length * 2 > versions.length)?.[0];
}
