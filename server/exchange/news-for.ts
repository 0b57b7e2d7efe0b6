import type { Fair, StationSlot } from '../../shared/fair.ts';
import { hasHeardAll } from '../../shared/machines/hears.ts';
import type { Coverage } from '../../shared/report/coverage.ts';
import type { Heard, Hearing, WireFact } from '../../shared/sync/wire.ts';
import type { KeptFair } from '../fairs/fairs.ts';
import { revisionHere } from '../fairs/keys.ts';
import { otherRevision } from '../fairs/other-revisions.ts';
import { wholeListsNumber } from '../fairs/people-lists.ts';
import { headOf, type Place } from '../ingest/branch.ts';
import { lastArrival, wireColumns, wireOf } from '../ingest/facts.ts';
import { ordersAfter } from '../ingest/orders.ts';
import { coverageOf } from '../organiser/coverage.ts';
import { wallOf } from '../organiser/wall.ts';
import type { Db } from '../storage/tables.ts';
import { askingStation, type Question } from './asking.ts';
import { isTwin } from './runs.ts';
import { type HeardFrom, heardFrom, isHeard } from './heard-from.ts';

/** What a station receives from the others, and of what it has lost. */

const AT_ONCE = 500;

interface Asker extends Question {
  readonly slot: number;
  readonly incarnation: string;
  /** How far it has heard. */
  readonly after: Pick<Hearing, 'erasures' | 'facts'>;
  /** An earlier version, which refuses an answer with anything that it does not know. */
  readonly isOld: boolean;
}

/** Undefined if the station did not sign or its nonce is too old; it asks again with the new one. */
export async function newsFor(
  db: Db,
  { fair, signed, secret }: KeptFair,
  { slot, incarnation, hears, asked, after, isOld }: Asker,
  now: number,
): Promise<Heard | undefined> {
  const station = await askingStation(db, { fair, secret }, slot, { hears, asked }, now);
  if (!station) return undefined;
  const { revision = Infinity, revisionHash: hash } = hears;
  const isLater = revision < fair.revision;
  const isHere = revision === fair.revision && hash === revisionHere(fair).hash;
  const isOther = revision === fair.revision && hash !== undefined && !isHere;
  const { run, lostAfter } = hears;
  const twin = run !== undefined && (await isTwin(db, { fair: fair.id, slot, run }, now));
  const heard = {
    ...(twin && { twin: true as const }),
    ...((isLater || isOther) && { fair: signed }),
    ...(station.role === 'organiser' && isHere && (await toSettle(db, fair.id))),
    ...(station.role === 'organiser' && { coverage: await coverageOf({ db }, fair) }),
    ...(listensForLists(station) && { people: await wholeListsNumber(db, fair) }),
    ...(station.role === 'wall' && { wall: await wallOf(db, fair, now) }),
    ...(await ordersAfter(db, fair.id, after.erasures)),
    ...(await othersAfter(db, fair, station, { after: after.facts, machines: hears.machines })),
    ...(lostAfter === undefined
      ? { lost: [] }
      : await ownAfter(db, { fair, slot, incarnation }, lostAfter)),
  };
  return isOld ? forOldStation(heard, hears) : heard;
}

/** An entrance takes them, and an organiser's station gives them. */
const listensForLists = ({ role }: StationSlot): boolean =>
  role === 'entrance' || role === 'organiser';

/** It hears of erasures after its update, from where it stands. */
function forOldStation(heard: Heard, { erasures }: Hearing): Heard {
  const old = ({ cover: _cover, opening, ...fact }: WireFact): WireFact => ({
    ...fact,
    ...(opening && { opening: { pseudonym: opening.pseudonym, salt: opening.salt } }),
  });
  const { coverage, people: _people, machines: _machines, ...rest } = heard;
  return {
    ...rest,
    ...(coverage && { coverage: coverageForOld(coverage) }),
    erasures: [],
    erasuresUpTo: erasures,
    facts: heard.facts.map(old),
    lost: heard.lost.map(old),
  };
}

function coverageForOld({ stations, forks, heads }: Coverage): Coverage {
  return {
    stations: stations.map(({ condition, ...station }) => {
      if (!condition) return station;
      const { number: _number, given: _given, people: _people, ...old } = condition;
      return { ...station, condition: old };
    }),
    forks,
    heads,
  };
}

/** The organiser's station refuses it, and offers to settle it. */
async function toSettle(db: Db, fair: string): Promise<Pick<Heard, 'fair'>> {
  const other = await otherRevision(db, fair);
  return other ? { fair: other } : {};
}

interface From {
  readonly after: number;
  /** Whose facts it has heard up to there; undefined where it does not say. */
  readonly machines: Hearing['machines'];
}

async function othersAfter(
  db: Db,
  fair: Fair,
  station: StationSlot,
  { after, machines: known }: From,
): Promise<Pick<Heard, 'facts' | 'factsUpTo' | 'machines' | 'more'>> {
  const last = await lastArrival(db, fair.id);
  const heard = heardFrom(fair, station);
  const { machines } = heard;
  const isLess = known !== undefined && !hasHeardAll(known, machines);
  // A server that was restored from a backup numbers its facts again, so the station receives all of them.
  const from = after > last || isLess ? 0 : after;
  const rows = await mayBeHeard(db, fair.id, station.slot, heard, from);
  const more = rows.length === AT_ONCE;
  return {
    facts: rows.filter((row) => isHeard(heard, row)).map(wireOf),
    factsUpTo: more ? (rows.at(-1)?.arrival ?? last) : last,
    ...(known && { machines: [...machines] }),
    more,
  };
}

/** The organiser can export the day with or without a server. */
async function mayBeHeard(
  db: Db,
  fair: string,
  slot: number,
  { everything, gates, places, machines }: HeardFrom,
  from: number,
) {
  const known = db
    .selectFrom('fact')
    .select([...wireColumns, 'arrival', 'station', 'place'])
    .where('fair_id', '=', fair)
    .where('arrival', '>', from)
    .where('station', '<>', slot)
    .orderBy('arrival')
    .limit(AT_ONCE);
  if (everything) return known.execute();
  if (gates.size + places.size + machines.length === 0) return [];
  const stations = machines.map((machine) => machine.of);
  return known
    .where((eb) =>
      eb.or([
        ...(gates.size > 0 ? [eb('station', 'in', [...gates])] : []),
        ...(places.size > 0 ? [eb('place', 'in', [...places])] : []),
        ...(stations.length > 0
          ? [eb('station', 'in', stations).and('place', 'is not', null)]
          : []),
      ]),
    )
    .execute();
}

/** With the station's own signature above them: nobody else may say what it wrote. */
async function ownAfter(
  db: Db,
  { fair, slot, incarnation }: Place,
  seq: number,
): Promise<Pick<Heard, 'lost' | 'lostHead'>> {
  const lost = await db
    .selectFrom('fact')
    .select(wireColumns)
    .where('fair_id', '=', fair.id)
    .where('station', '=', slot)
    .where('incarnation', '=', incarnation)
    .where('seq', '>', seq)
    .where('arrival', 'is not', null)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
  const lostHead = await headOf(db, { fair, slot, incarnation });
  return { lost: lost.map(wireOf), ...(lostHead && { lostHead }) };
}
