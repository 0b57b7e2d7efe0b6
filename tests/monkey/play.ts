import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import type { Fair } from '../../shared/fair.ts';
import { root } from '../journeys/doors.ts';
import type { Broken, Scene, Script, Step } from './acts.ts';
import { type Chance, chanceOf } from './chance.ts';
import { nextStep } from './choosing.ts';
import { doStep } from './hands.ts';
import { heapHolds } from './heap.ts';
import { type Ledger, readLedger } from './ledger.ts';
import type { Look } from './look.ts';
import { openPlace, type Place } from './place.ts';
import { rest } from './rest.ts';
import {
  backToIdle,
  consentFirst,
  nextIsServed,
  nobodyLeft,
  passStays,
  writtenIsShown,
} from './rules/attendee.ts';
import { deedsAsSeen, saidIsWritten } from './rules/deeds.ts';
import type { Moment, Rule } from './rules/rule.ts';
import { dialogs, inPlace, passShown, unhurried, well } from './rules/well.ts';

/** A stretch of play on its own station, short enough to replay from its script. */

export interface Played {
  readonly script: Script;
  readonly events: number;
  readonly kinds: ReadonlyMap<string, number>;
}

/** Plays the given number of steps, and then everybody leaves. */
const BURST = 40;
const HEAP_ODDS = 0.25;

export async function play(
  browser: Browser,
  scene: Scene,
  seed: number,
  events: number,
  counts: (rule: string) => boolean = () => true,
): Promise<Played> {
  const chance = chanceOf(seed);
  return withGame(browser, scene, seed, counts, async (game) => {
    for (let done = 0; done < events && game.whole(); done += 1) {
      if (!(await game.go(game.choose(chance)))) break;
      if (done % BURST === BURST - 1 || done === events - 1) await game.rest(chance);
    }
  });
}

/** Replays each step exactly. */
export function replay(
  browser: Browser,
  { scene, seed, steps }: Script,
  counts: (rule: string) => boolean,
  tell: (step: Step, came: readonly string[]) => void,
): Promise<Played> {
  return withGame(browser, scene, seed, counts, async (game) => {
    for (const step of steps) {
      const whole = await game.go(step);
      tell(step, game.came());
      if (!whole) break;
    }
  });
}

interface Game {
  choose(chance: Chance): Step;
  /** False once something broke: later failures would only follow from it. */
  go(step: Step): Promise<boolean>;
  rest(chance: Chance): Promise<void>;
  whole(): boolean;
  /** Says in words what the last step led to. */
  came(): readonly string[];
}

async function withGame(
  browser: Browser,
  scene: Scene,
  seed: number,
  counts: (rule: string) => boolean,
  work: (game: Game) => Promise<void>,
): Promise<Played> {
  const { fair } = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
  const place = await openPlace(browser, scene);
  const ledger = readLedger(place.folder, scene.slot);
  const steps: Step[] = [];
  const broken: Broken[] = [];
  const broke = (one: Broken): void => {
    if (counts(one.rule)) broken.push(one);
  };
  const kinds = new Map<string, number>();
  try {
    const restless = await place.quiet();
    if (restless !== '') broke({ rule: well.name, detail: `never began: ${restless}` });
    const left = nobodyLeft();
    const rules = rulesFor(scene, left);
    let now = await place.look();
    let before = now;
    let came: readonly string[] = [];
    const memory = { place, fair, ledger, rules };

    const game: Game = {
      choose: (chance) =>
        nextStep(chance, {
          role: scene.role,
          size: sizeOf(place),
          things: place.things,
          now,
          before,
          cut: place.away(),
          last: steps.at(-1),
        }),
      async go(step) {
        steps.push(step);
        kinds.set(step.kind, (kinds.get(step.kind) ?? 0) + 1);
        const seen = await playStep(memory, step);
        if (changed(now, seen.look)) before = now;
        now = seen.look;
        came = seen.came;
        for (const one of seen.broken) broke(one);
        return broken.length === 0;
      },
      async rest(chance) {
        const wantsHeap = chance.odds(HEAP_ODDS);
        const next = chanceOf(chance.seed());
        await rest({ place, look: () => now, go: (step) => game.go(step), broke }, next);
        if (wantsHeap && now.step === 'idle') {
          const held = await heapHolds(place, left.secrets());
          for (const detail of held) broke({ rule: left.name, detail: `in memory: ${detail}` });
        }
      },
      whole: () => broken.length === 0,
      came: () => came,
    };
    if (broken.length === 0) await work(game);
  } finally {
    ledger.close();
    await place.close();
  }
  const events = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  return { script: { scene, seed, broken, steps }, events, kinds };
}

function rulesFor({ role }: Scene, left: Rule): readonly Rule[] {
  const everywhere = [well, inPlace, dialogs, unhurried];
  switch (role) {
    case 'attendee':
      return [
        ...everywhere,
        passShown,
        passStays,
        nextIsServed,
        backToIdle(),
        consentFirst(),
        writtenIsShown(),
        left,
      ];
    case 'booth':
    case 'desk':
      return [...everywhere, deedsAsSeen(), saidIsWritten];
    case 'organiser':
      return everywhere;
  }
}

function sizeOf({ page, scene }: Place): readonly [number, number] {
  const { width, height } = page.viewportSize() ?? scene;
  return [width, height];
}

const changed = (before: Look, now: Look): boolean =>
  before.step !== now.step ||
  before.controls.map(({ label }) => label).join() !==
    now.controls.map(({ label }) => label).join();

interface Memory {
  readonly place: Place;
  readonly fair: Fair;
  readonly ledger: Ledger;
  readonly rules: readonly Rule[];
}

async function playStep(
  { place, fair, ledger, rules }: Memory,
  step: Step,
): Promise<{ look: Look; broken: Broken[]; came: string[] }> {
  const restless = await doStep(place, step);
  const look = await place.look();
  const facts = ledger.newFacts();
  const reports = place.takeReports();
  const moment: Moment = {
    scene: place.scene,
    fair,
    step,
    look,
    seen: reports.flatMap((one) => (one.kind === 'seen' ? [one.seen] : [])),
    accepted: reports.flatMap((one) => (one.kind === 'accepted' ? [one.accepted] : [])),
    codes: reports.flatMap((one) => (one.kind === 'pass' ? [one.code] : [])),
    calls: place.takeCalls(),
    events: place.takeEvents(),
    facts,
    notes: ledger.newNotes(),
    ledger: ledger.all(),
    cut: place.away(),
    url: place.page.url(),
    restless,
    complaints: place.door.complaints.splice(0),
    troubles: place.door.troubles.splice(0),
  };
  const broken = rules.flatMap((rule) =>
    rule.check(moment).map((detail) => ({ rule: rule.name, detail })),
  );
  return { look, broken, came: inWords(moment) };
}

function inWords({ look, accepted, calls, events, facts }: Moment): string[] {
  return [
    `${look.step} ${look.dialogs.map(({ label }) => `“${label}”`).join(' ')}`,
    ...accepted.map(({ label }) => `took a tap: ${label}`),
    ...calls
      .filter(({ name }) => !name.startsWith('station.'))
      .map(({ name, reply }) => `${name}: ${JSON.stringify(reply).slice(0, 160)}`),
    ...events.map(({ name, payload }) => `event ${name}: ${JSON.stringify(payload).slice(0, 100)}`),
    ...facts.map(({ fact, number }) => `written ${fact.kind} of ${number || 'nobody'}`),
  ];
}
