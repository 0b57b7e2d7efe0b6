import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { realClock } from '../../electron/station/clock/timers.ts';
import { browserDoor } from '../journeys/doors.ts';
import { asStaff } from '../journeys/staff-hand.ts';
import type { Finding, Seen } from './audit.ts';
import { type Look, plain } from './looks.ts';
import type { Panel } from './panels.ts';
import type { Screen } from './screen.ts';
import { screenOf } from './screen.ts';
import type { Walk } from './walks/walk.ts';

/** Walks through a role's screens, and checks each stop in each setting. */

export type Face = StationFace | OtherFace;

interface AnyFace {
  readonly role: string;
  /** Attendees of any age use it, so targets must be larger. */
  readonly attendee?: boolean;
  /** Only `npm run screens` checks this; the tests have no time for it. */
  readonly apart?: boolean;
  /** Panels that this role alone has. */
  readonly panels?: readonly Panel[];
}

/** A walk at a station of the sample fair. */
interface StationFace extends AnyFace {
  readonly slot: number;
  readonly walks: readonly Walk[];
  /** Prepares the data folder before the station opens. */
  readonly prepare?: (folder: string, resources: string) => Promise<void>;
}

/** A walk at a server, or at a station that is not the sample fair's. */
interface OtherFace extends AnyFace {
  readonly open: (where: Where) => Promise<Place>;
}

export interface Where {
  readonly context: BrowserContext;
  readonly resources: string;
  /** A folder for its data; removed afterwards. */
  readonly folder: string;
}

/** A page, and the walks through it. */
export interface Place {
  readonly page: Page;
  readonly walks: readonly (() => AsyncGenerator<string>)[];
  close(): Promise<void>;
}

export interface Stop {
  readonly role: string;
  readonly step: string;
  readonly look: Look;
  readonly seen: Seen;
  readonly screen: Screen;
  readonly page: Page;
}

export interface LookAt {
  readonly browser: Browser;
  /** The `resources` folder of the fair. */
  readonly resources: string;
  readonly looks: readonly Look[];
  /** Whether axe checks names, roles and contrast too, once for each step. */
  readonly axe: boolean;
  readonly onStop: (stop: Stop) => Promise<void>;
}

/** The panel on which the walks themselves run. */
const BETWEEN = plain({ name: 'between', width: 1080, height: 1920, inches: 24 });

export async function lookAt(face: Face, options: LookAt): Promise<void> {
  const { browser, resources, looks, onStop } = options;
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-screens-'));
  const { width, height } = BETWEEN.panel;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  // Stop the clock, so that the screen does not time out during the check.
  await context.addInitScript(() => {
    setInterval(() => window.dispatchEvent(new Event('pointerdown')), 1_000);
  });
  const where = { context, resources, folder };
  const place = await ('open' in face ? face.open(where) : atStation(face, where));
  const { page } = place;
  const screen = screenOf(page, await context.newCDPSession(page));
  const targets = new Map<string, Target[]>();
  const lane = looks[0]?.lane ?? 'self';
  try {
    if (lane === 'express') {
      await asStaff(page, 'staff.lane', { lane });
      await page.reload();
    }
    for (const walk of place.walks) {
      for await (const step of walk()) {
        const hard = options.axe ? await hardToUse(page) : [];
        for (const look of looks) {
          await screen.show(look);
          const seen = await screen.audit(look, face.attendee ?? false);
          const met = meeting(targets, look, step, seen);
          const findings = [...seen.findings, ...met, ...(look === looks[0] ? hard : [])];
          await onStop({ role: face.role, step, look, seen: { ...seen, findings }, screen, page });
        }
        await screen.show(BETWEEN);
      }
    }
  } finally {
    await place.close();
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function atStation(
  { slot, walks, prepare }: StationFace,
  { context, resources, folder }: Where,
): Promise<Place> {
  await prepare?.(folder, resources);
  let ahead = 0;
  const clock = { ...realClock, now: () => realClock.now() + ahead };
  const door = await browserDoor(folder, slot, context, { resources, clock });
  const letPass = (ms: number): void => {
    ahead += ms;
  };
  const { page } = door;
  return {
    page,
    walks: walks.map((walk) => () => walk({ page, door, folder, letPass })),
    close: () => door.close(),
  };
}

interface Target {
  readonly step: string;
  readonly tap: string;
  readonly rect: readonly number[];
}

/** Finds where a tap meant to end one step could decide something for the next person. */
function meeting(
  targets: Map<string, Target[]>,
  { panel, scale, drawer }: Look,
  step: string,
  { taps }: Seen,
): Finding[] {
  const key = `${panel.name} ${scale} ${drawer}`;
  const before = targets.get(key) ?? [];
  const here = taps.map((tap) => ({ ...tap, step }));
  targets.set(key, [...before, ...here]);
  return here.flatMap((one) =>
    before
      .filter((other) => other.tap !== one.tap && other.step !== step && overlap(one, other))
      .map(
        (other): Finding => ({
          kind: 'meets',
          what: `what ${one.tap} stands where “${other.step}” has what ${other.tap}`,
        }),
      ),
  );
}

function overlap({ rect: a }: Target, { rect: b }: Target): boolean {
  const [left = 0, top = 0, right = 0, bottom = 0] = a;
  const [otherLeft = 0, otherTop = 0, otherRight = 0, otherBottom = 0] = b;
  return left < otherRight && otherLeft < right && top < otherBottom && otherTop < bottom;
}

/** The page has no frames, so axe needs no second page to merge results. */
async function hardToUse(page: Page): Promise<Finding[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => ({ kind: 'axe', what: `${id} ${html.slice(0, 120)}` })),
  );
}
