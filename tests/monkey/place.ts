import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { StationDoor } from '../../electron/station/open/station-door.ts';
import { steppedTimers } from '../../electron/station/clock/testing/stepped-timers.ts';
import type { Reply } from '../../shared/contract/bridge.ts';
import { calls, type StationEvent } from '../../shared/contract/calls.ts';
import { browserDoor, type OpenDoor } from '../journeys/doors.ts';
import type { Scene } from './acts.ts';
import { holdClock } from './held-clock.ts';
import { type Look, lookAround } from './look.ts';
import { type Report, reportSchema } from './reports.ts';
import { watchFingers } from './watching.ts';

/** A real station and a real page; only the monkey moves the page's time, and all traffic is visible. */

/** The morning of the sample fair's day. */
const BEGAN_MS = Date.UTC(2027, 1, 27, 1);

export interface Call {
  readonly name: string;
  readonly input: unknown;
  readonly reply: Reply;
}

export interface Place {
  readonly scene: Scene;
  readonly folder: string;
  readonly page: Page;
  readonly fingers: CDPSession;
  readonly door: OpenDoor;
  /** What the simulated readers can be shown. */
  readonly things: readonly string[];
  /** Calls and events since the last call. */
  readonly takeCalls: () => readonly Call[];
  readonly takeEvents: () => readonly StationEvent[];
  takeReports(): readonly Report[];
  readonly hold: (answers: 'held' | 'let go' | 'lost') => void;
  line(is: 'cut' | 'back'): Promise<void>;
  restart(): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Waits until page and station are at rest; returns what still moves. */
  quiet(frames?: boolean): Promise<string>;
  look(): Promise<Look>;
  /** Says whether the page complains only about its cut connection. */
  away(): boolean;
  close(): Promise<void>;
}

/** Time passes in steps of this length, alternately in page and station. */
const PART_MS = 500;
const LONG_PART_MS = 2_000;
const LONG_MS = 15_000;
const NEVER_QUIET_MS = 8_000;

export async function openPlace(browser: Browser, scene: Scene): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-monkey-'));
  const { width, height } = scene;
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: true,
    reducedMotion: 'reduce',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  let reports: Report[] = [];
  await context.exposeBinding('monkeyReport', (_source, what: unknown) => {
    reports.push(reportSchema.parse(what));
  });
  await context.addInitScript(holdClock, BEGAN_MS);
  await context.addInitScript(watchFingers);

  const timers = steppedTimers();
  const wire = tapWire();
  let things: readonly string[] = [];
  const door = await browserDoor(folder, scene.slot, context, {
    clock: { now: () => BEGAN_MS + timers.passed(), timers },
    between: wire.between,
    async prepare(station) {
      await setLane(station, scene.lane);
      things = await thingsOf(station);
    },
  });
  const { page } = door;
  letPicturesGo(page);
  const fingers = await context.newCDPSession(page);
  let cut = false;
  let { url } = door;
  let shutOut = false;
  async function enter(): Promise<void> {
    shutOut = false;
    await page.goto(url);
  }

  /** Asks again when the page is replaced during the question. */
  async function inPage<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const replaced = /context was destroyed|navigat|monkeyGauge|Cannot find context/i;
        if (tries > 20 || !(error instanceof Error) || !replaced.test(error.message)) throw error;
        await page.waitForLoadState();
      }
    }
  }

  async function quiet(frames = true): Promise<string> {
    const began = performance.now();
    for (;;) {
      await timers.pass(0);
      const { sent, busy } = wire.state();
      const want = { events: sent, line: !cut, held: wire.held(), frames };
      const why = page.url().startsWith('http')
        ? await inPage(() => page.evaluate((awaited) => window.monkeyGauge.quiet(awaited), want))
        : '';
      const still = wire.state();
      if (why === '' && sent === still.sent && !(busy && still.busy && !wire.held())) return '';
      if (performance.now() - began > NEVER_QUIET_MS) return why === '' ? 'the station' : why;
    }
  }

  return {
    scene,
    folder,
    page,
    fingers,
    door,
    things,
    takeCalls: wire.takeCalls,
    takeEvents: wire.takeEvents,
    takeReports() {
      const batch = reports;
      reports = [];
      return batch;
    },
    hold: wire.hold,
    quiet,
    async line(is) {
      cut = is === 'cut';
      await context.setOffline(cut);
      // Chromium's error page, or a refused address: a person would open the page again.
      if (!cut && (shutOut || !page.url().startsWith('http'))) await enter();
    },
    async restart() {
      await door.endDoor();
      url = await door.startDoor();
      shutOut = true;
      if (!cut) await enter();
    },
    async pass(ms) {
      for (let left = ms; left > 0; ) {
        const part = Math.min(left, left > LONG_MS ? LONG_PART_MS : PART_MS);
        const despite = wire.held() || cut;
        if (page.url().startsWith('http')) {
          await inPage(() =>
            page.evaluate(([partMs, anyway]) => window.monkeyGauge.pass(partMs, anyway), [
              part,
              despite,
            ] as const),
          );
        }
        await timers.pass(part);
        left -= part;
        if (left > 0) await quiet(false);
      }
    },
    look: () => inPage(() => page.evaluate(lookAround)),
    away: () => cut,
    async close() {
      wire.hold('let go');
      await context.setOffline(false);
      await door.close();
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Counts what passes between station and page, and holds or loses answers. */
function tapWire() {
  let made: Call[] = [];
  let events: StationEvent[] = [];
  let sent = 0;
  let atWork = 0;
  let answers: 'held' | 'let go' | 'lost' = 'let go';
  let release: (() => void)[] = [];

  function tapped(station: StationDoor): StationDoor {
    station.onEvent((event) => {
      events.push(event);
    });
    return {
      ...station,
      async dispatch(name, input) {
        atWork += 1;
        try {
          const reply = await station.dispatch(name, input);
          made.push({ name, input, reply });
          if (answers === 'held') await new Promise<void>((resolve) => release.push(resolve));
          else if (answers === 'lost' && name !== 'station.alive') {
            throw new Error('the answer was lost on the way');
          }
          return reply;
        } finally {
          atWork -= 1;
        }
      },
      onEvent(listener) {
        sent = 0;
        return station.onEvent((event) => {
          sent += 1;
          listener(event);
        });
      },
    };
  }

  return {
    between: tapped,
    state: () => ({ sent, busy: atWork > 0 }),
    held: () => answers === 'held',
    hold: (are: typeof answers): void => {
      answers = are;
      if (are !== 'held') for (const go of release.splice(0)) go();
    },
    takeCalls: (): readonly Call[] => {
      const batch = made;
      made = [];
      return batch;
    },
    takeEvents: (): readonly StationEvent[] => {
      const batch = events;
      events = [];
      return batch;
    },
  };
}

/** Closes file pickers and print dialogues, as a person would; downloads are discarded. */
function letPicturesGo(page: Page): void {
  page.on('filechooser', () => undefined);
  page.on('dialog', (dialog) => void dialog.dismiss());
  page.on('download', (download) => void download.cancel());
}

async function thingsOf(station: StationDoor): Promise<readonly string[]> {
  const answer = await station.dispatch('sample.things', {});
  const list = calls['sample.things'].output.parse(answer.ok ? answer.value : []);
  return list.map(({ id }) => id);
}

async function setLane(station: StationDoor, lane: Scene['lane']): Promise<void> {
  if (lane === 'self') return;
  const answer = await station.dispatch('staff.open', { pin: STAFF_PIN });
  const opened = calls['staff.open'].output.parse(answer.ok ? answer.value : undefined);
  if (!opened.ok) throw new Error('the sample fair has another PIN');
  await station.dispatch('staff.lane', { key: opened.value.key, lane });
}

/** The sample fair's PIN, which is public. */
export const STAFF_PIN = '2580';
