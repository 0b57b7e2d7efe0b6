import type { IntentStep } from '../../shared/codes.ts';
import { type BoothTap, boothTaps, deeds } from '../../shared/deeds.ts';
import type { IdCard } from '../../electron/station/reader/scan.ts';
import { cardOfNobody } from '../nobody.ts';
import type { Square } from './square.ts';

/**
 * A day drawn from a seed, and the figures that it should give: summed by hand from what people do, without
 * the fold, so that the program is not compared with itself.
 */

/** A number from 0 to 1, the same for the same seed (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Entry {
  readonly slot: number;
  readonly atMs: number;
}

interface Call {
  readonly slot: number;
  readonly booth: string;
  readonly atMs: number;
  /** What the recruiter taps for the post, besides an intent. */
  readonly post: string;
  readonly taps: readonly BoothTap[];
  readonly intent: { readonly post: string; readonly step: IntentStep } | undefined;
  /** The recruiter taps this one first, and undoes it. */
  readonly slip: { readonly post: string; readonly step: IntentStep } | undefined;
}

interface Person {
  readonly card: IdCard;
  readonly consents: boolean;
  readonly entries: readonly Entry[];
  readonly calls: readonly Call[];
}

interface WalkIn {
  readonly slot: number;
  readonly booth: string;
  readonly atMs: number;
}

export interface Day {
  readonly people: readonly Person[];
  readonly walkIns: readonly WalkIn[];
  /** Keyed by `figure slice`. */
  readonly promised: ReadonlyMap<string, number>;
}

const OPENS_MS = Date.UTC(2027, 1, 27, 1);
const HOURS_MS = 8 * 60 * 60_000;
const steps = [
  'interested',
  'first',
  'signed',
  'declined',
] as const satisfies readonly IntentStep[];

export function drawDay(square: Square, people: number, seed: number): Day {
  const chance = chanceFrom(seed);
  const pick = <T>(all: readonly T[]): T => {
    const one = all[Math.floor(chance() * all.length)];
    if (one === undefined) throw new Error('cannot pick from an empty list');
    return one;
  };
  const laptopOf = new Map(
    square.fair.stations.flatMap(({ slot, serves }) =>
      (serves ?? []).map((booth) => [booth, slot] as const),
    ),
  );
  const promised = new Map<string, number>();
  const promise = (figure: string, slices: readonly string[]): void => {
    for (const slice of ['', ...slices]) {
      const key = `${figure} ${slice}`;
      promised.set(key, (promised.get(key) ?? 0) + 1);
    }
  };
  const opened = new Set<string>();
  const open = (booth: string): void => {
    if (!opened.has(booth)) promise('booths', [`booth:${booth}`]);
    opened.add(booth);
  };

  const drawn = Array.from({ length: people }, (_, n): Person => {
    const atMs = OPENS_MS + Math.floor(chance() * HOURS_MS);
    const consents = chance() > 0.02;
    const entries = [{ slot: pick(square.gates), atMs }];
    // Some come in again by another gate; a person without a name would count as somebody new.
    if (consents && chance() < 0.05) {
      entries.push({ slot: pick(square.gates), atMs: atMs + 40 * 60_000 });
    }
    promise(consents ? 'attendees' : 'anonymous', consents ? ['means:card'] : []);
    for (const { slot } of entries) promise('entries', [`station:${slot}`]);
    const calls: Call[] = [];
    const booths = new Set<string>();
    while (chance() < 0.62) booths.add(pick(square.fair.booths).code);
    let first = true;
    let intends = false;
    for (const code of booths) {
      const call = drawCall(code, atMs + (calls.length + 1) * 7 * 60_000);
      calls.push(call);
      const { booth, post, taps, intent } = call;
      open(booth);
      promise('visits', [`booth:${booth}`]);
      if (first) promise('visitors', []);
      promised.set(`visitors booth:${booth}`, (promised.get(`visitors booth:${booth}`) ?? 0) + 1);
      first = false;
      for (const kind of taps) {
        promise(deeds[kind].counts.figure, [`booth:${booth}`, `post:${post}`]);
      }
      if (intent) {
        const slices = [`booth:${booth}`, `post:${intent.post}`, `step:${intent.step}`];
        promise('outcomes', slices);
        if (intent.step === 'signed') promise('signed', slices.slice(0, 2));
        if (intent.step === 'first' || intent.step === 'signed') {
          promise('intents', slices);
          intends = true;
        }
      }
    }
    if (intends) promise('intentPeople', []);
    return { card: cardOfNobody(n), consents, entries, calls };
  });

  function drawCall(booth: string, atMs: number): Call {
    const posts = square.fair.booths.find(({ code }) => code === booth)?.posts ?? [];
    const post = pick(posts).code;
    const step = pick(steps);
    const intends = chance() < 0.5;
    return {
      slot: laptopOf.get(booth) ?? 0,
      booth,
      atMs,
      post,
      taps: boothTaps.filter(() => chance() < 0.5),
      intent: intends ? { post, step } : undefined,
      slip: intends && chance() < 0.1 ? { post: pick(posts).code, step: pick(steps) } : undefined,
    };
  }

  const walkIns = Array.from({ length: Math.ceil(people / 50) }, (): WalkIn => {
    const { code } = pick(square.fair.booths);
    open(code);
    promise('walkIns', [`booth:${code}`]);
    const atMs = OPENS_MS + Math.floor(chance() * HOURS_MS);
    return { slot: laptopOf.get(code) ?? 0, booth: code, atMs };
  });
  return { people: drawn.toSorted((a, b) => firstAt(a) - firstAt(b)), walkIns, promised };
}

const firstAt = ({ entries }: Person): number => entries[0]?.atMs ?? 0;
