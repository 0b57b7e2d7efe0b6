import { join } from 'node:path';
import { setImmediate as eventLoopTurn } from 'node:timers/promises';
import { dayAndHour } from '../../../shared/calendar.ts';
import type { Fair } from '../../../shared/fair.ts';
import { checkCharacter } from '../../../shared/id-number.ts';
import {
  boothsAtStations,
  type Problem,
  problemsOnPaper,
  refusalsTogether,
  type Rehearsal,
  type RehearsedFigure,
  rehearsedFigures,
} from '../../../shared/report/rehearsal.ts';
import { authorityOf } from '../../../shared/authority.ts';
import { WHOLE } from '../../../shared/tally/tally.ts';
import type { Timers } from '../clock/timers.ts';
import { makeBoothCard } from '../keys/booth-cards.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { undrawableIn } from '../open/undrawable.ts';
import type { IdCard } from '../reader/scan.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { factsForStick, uploadsFromStick } from '../sync/facts-on-a-stick.ts';
import { takeFromStick } from '../sync/stick-taken.ts';
import { copiedFair } from './copied-fair.ts';
import { type PlayedStation, playedStation, type Step } from './played-station.ts';

/**
 * Goes through the fair in a copy of it: the real stations, with this fair's own employers, desks and texts.
 * People who do not exist come in at each gate and walk to each booth; then the figures are compared with
 * what was done.
 */

export interface Rehearsing {
  /** Empty, and thrown away afterwards. */
  readonly folder: string;
  readonly fair: Fair;
  readonly people: number;
  readonly now: () => number;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly onTrouble: (what: string, error: unknown) => void;
}

type Played = Extract<PlayedStation, { ok: true }>['value'];
type StepName = Extract<Problem, { kind: 'refused' }>['step'];

/** What somebody in a queue notices. */
const SLOW_MS = 1_500;

export async function rehearse(
  rehearsing: Rehearsing,
): Promise<Extract<Rehearsal, { at: 'done' | 'stopped' }>> {
  const { fair: original, now, people, signal, onProgress } = rehearsing;
  const began = now();
  const { day } = dayAndHour(now(), original.utcOffsetMinutes);
  const { fair, keys } = copiedFair(original, day, rehearsing.randomBytes);
  const hall = await openHall({ ...rehearsing, fair }, keys);
  try {
    await hall.bindAll(keys);
    for (let n = 0; n < people && !signal.aborted; n += 1) {
      await hall.walk(n);
      onProgress(n + 1, people);
      // The page of this station, and its readers, must not wait for a rehearsal.
      await eventLoopTurn();
    }
    if (signal.aborted) return { at: 'stopped' };
    await hall.consultAll();
  } finally {
    await hall.close();
  }
  const counted = await figuresOf({ ...rehearsing, fair }, keys);
  const problems: Problem[] = [
    ...problemsOnPaper(original),
    ...undrawableIn(original, []).map((each) => ({ kind: 'undrawable' as const, ...each })),
    ...hall.problems,
    ...rehearsedFigures
      .filter((figure) => counted.figures[figure] !== hall.promised(figure))
      .map((figure) => ({
        kind: 'figure' as const,
        figure,
        expected: hall.promised(figure),
        counted: counted.figures[figure],
      })),
  ];
  return {
    at: 'done',
    people,
    stations: hall.stations,
    booths: hall.booths(),
    desks: hall.desks,
    facts: counted.facts,
    seconds: Math.round((now() - began) / 1_000),
    problems: refusalsTogether(problems),
  };
}

const folderOf = ({ folder }: Pick<Rehearsing, 'folder'>, slot: number): string =>
  join(folder, `station-${slot}`);

/** The stations that people meet, each open and played. */
async function openHall(rehearsing: Rehearsing, keys: FairKeys) {
  const { fair, now } = rehearsing;
  const problems: Problem[] = [];
  const promised = new Map<RehearsedFigure, number>();
  const walkedTo = new Set<string>();
  const played = new Map<number, Played>();
  const met = fair.stations.filter(({ role }) => ['entrance', 'booth', 'desk'].includes(role));
  for (const { slot, role } of met) {
    const seed = seedOf(keys, slot);
    const opened = await playedStation({
      ...rehearsing,
      folder: folderOf(rehearsing, slot),
      slot,
      secrets:
        role === 'entrance'
          ? { passSeed: seed, pseudonymKey: keys.pseudonymKey }
          : { passSeed: seed },
    });
    if (opened.ok) played.set(slot, opened.value);
    else problems.push({ kind: 'not-opened', slot, why: opened.fault.kind });
  }
  const gates = met.filter(({ role, slot }) => role === 'entrance' && played.has(slot));
  const slotOf = boothsAtStations(fair);
  const booths = fair.booths.filter(({ code, posts }) => slotOf.has(code) && posts.length > 0);
  const desk = met.find(({ role, slot }) => role === 'desk' && played.has(slot));
  const deskStation = (code: string) =>
    met.find(({ role, serves = [] }) => role === 'desk' && serves.includes(code)) ?? desk;

  function promise(figure: RehearsedFigure, times = 1): void {
    promised.set(figure, (promised.get(figure) ?? 0) + times);
  }
  /** Whether it went well; otherwise it is written down. */
  function judge(step: StepName, slot: number, at: string, done: Step): boolean {
    if (done.ok) return true;
    problems.push({ kind: 'refused', slot, at, step, why: done.fault.kind, times: 1 });
    return false;
  }
  async function timed<T>(step: 'enter' | 'visit', slot: number, work: Promise<T>): Promise<T> {
    const from = now();
    const result = await work;
    const ms = now() - from;
    const known = problems.some((each) => each.kind === 'slow' && each.slot === slot);
    if (ms > SLOW_MS && !known) problems.push({ kind: 'slow', slot, step, ms });
    return result;
  }

  async function atBooth(n: number, nth: number, pass: string): Promise<void> {
    const booth = booths[nth % booths.length];
    const slot = booth && slotOf.get(booth.code);
    const station = slot === undefined ? undefined : played.get(slot);
    const post = booth?.posts.find(({ closed }) => !closed) ?? booth?.posts[0];
    if (!booth || slot === undefined || !station || !post) return;
    const { code } = booth;
    const visited = await timed('visit', slot, station.visit(code, pass));
    walkedTo.add(code);
    if (!judge('visit', slot, code, visited)) return;
    promise('visits');
    if (judge('resume', slot, code, await station.resume(code, post.code))) promise('resumes');
    if (n % 3 === 0 && judge('intent', slot, code, await station.intent(code, post.code))) {
      promise('intents');
    }
  }

  return {
    problems,
    promised: (figure: RehearsedFigure): number => promised.get(figure) ?? 0,
    stations: played.size,
    /** That somebody walked to. */
    booths: () => walkedTo.size,
    desks: desk ? fair.desks.length : 0,
    async bindAll({ signingKey }: FairKeys): Promise<void> {
      const bind = async (at: string, slot: number | undefined): Promise<boolean> => {
        const station = slot === undefined ? undefined : played.get(slot);
        if (slot === undefined || !station) return false;
        const card = makeBoothCard(fair, { booth: at, command: { does: 'bind' } }, signingKey);
        return judge('bind', slot, at, await station.bind(at, card));
      };
      for (const { code } of booths) if (await bind(code, slotOf.get(code))) promise('booths');
      for (const { code } of fair.desks) await bind(code, deskStation(code)?.slot);
    },
    /** In at a gate, and on to two booths, so that every booth has its turn. */
    async walk(n: number): Promise<void> {
      const gate = gates[n % gates.length];
      const station = gate && played.get(gate.slot);
      if (!gate || !station) return;
      const entered = await timed('enter', gate.slot, station.enter(cardOfNobody(n)));
      if (!entered.ok) {
        judge('enter', gate.slot, '', entered);
        return;
      }
      promise('attendees');
      const next = booths.length > 1 ? [2 * n, 2 * n + 1] : [n];
      for (const nth of next) await atBooth(n, nth, entered.value);
    },
    async consultAll(): Promise<void> {
      for (const { code, topics } of fair.desks) {
        const slot = deskStation(code)?.slot;
        const station = slot === undefined ? undefined : played.get(slot);
        const [topic] = topics;
        if (slot === undefined || !station || !topic) continue;
        const consulted = await station.consult(code, topic.code);
        if (judge('consult', slot, code, consulted)) promise('consults');
      }
    },
    async close(): Promise<void> {
      for (const station of played.values()) await station.close();
    },
  };
}

const seedOf = ({ passKeys }: FairKeys, station: number): Uint8Array =>
  passKeys.find(({ slot }) => slot === station)?.seed ?? new Uint8Array(32);

/** Takes the stations' sticks in, as an organiser does in a hall without a network. */
async function figuresOf(rehearsing: Rehearsing, keys: FairKeys) {
  const { fair } = rehearsing;
  const organiser = Math.max(...fair.stations.map(({ slot }) => slot)) + 1;
  const store = await storeOf(rehearsing, organiser, new Uint8Array(32));
  try {
    for (const { slot, role } of fair.stations) {
      if (!['entrance', 'booth', 'desk'].includes(role)) continue;
      const passSeed = seedOf(keys, slot);
      const own = await storeOf(rehearsing, slot, passSeed);
      const bytes = await factsForStick({ fair, slot, passSeed, store: own });
      own.close();
      const read = await uploadsFromStick(bytes, fair, keys.sealingKey);
      if (read.ok) await takeFromStick(fair, read.value, store);
    }
    const figures = Object.fromEntries(
      rehearsedFigures.map((figure) => [figure, store.ledger.tally(WHOLE, figure)]),
    );
    return { facts: store.ledger.count(), figures: readFigures(figures) };
  } finally {
    store.close();
  }
}

const readFigures = (read: Readonly<Record<string, number>>): Record<RehearsedFigure, number> => ({
  attendees: read.attendees ?? 0,
  visits: read.visits ?? 0,
  resumes: read.resumes ?? 0,
  intents: read.intents ?? 0,
  consults: read.consults ?? 0,
  booths: read.booths ?? 0,
});

async function storeOf(rehearsing: Rehearsing, slot: number, secret: Uint8Array): Promise<Store> {
  const { fair, now, randomBytes } = rehearsing;
  const opened = await openStore({
    folder: folderOf(rehearsing, slot),
    secret,
    fair: fair.id,
    slot,
    utcOffsetMinutes: fair.utcOffsetMinutes,
    authority: () => authorityOf(fair),
    revision: () => fair.revision,
    now,
    randomBytes,
    moment: () => ({ day: '', time: '' }),
    onClockJump: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  return opened.value;
}

/** People who do not exist: no real person has the region code 34 99 81. */
function cardOfNobody(n: number): IdCard {
  const birth = new Date(Date.UTC(1970, 0, 1 + n)).toISOString().slice(0, 10);
  const body = `349981${birth.replaceAll('-', '')}001`;
  return {
    type: 'citizen',
    name: '演练',
    number: body + checkCharacter(body),
    sex: n % 2 === 0 ? 'female' : 'male',
    birth,
    address: '',
  };
}
