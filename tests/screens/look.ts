import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { browserDoor } from '../journeys/doors.ts';
import type { Seen } from './audit.ts';
import type { Look, Screen } from './screen.ts';
import { screenOf } from './screen.ts';
import type { Walk } from './walks/walk.ts';

/** Walks through a face of a station, and looks at each stop on each panel. */

export interface Face {
  readonly role: 'attendee' | 'booth' | 'desk' | 'organiser' | 'wall' | 'staff';
  readonly slot: number;
  readonly walks: readonly Walk[];
}

export interface Stop {
  readonly role: Face['role'];
  readonly step: string;
  readonly look: Look;
  readonly seen: Seen;
  readonly screen: Screen;
}

export interface LookAt {
  readonly browser: Browser;
  /** The `resources` folder of the fair. */
  readonly resources: string;
  readonly looks: readonly Look[];
  readonly onStop: (stop: Stop) => Promise<void>;
}

const BETWEEN = { width: 1080, height: 1920 };

export async function lookAt(face: Face, options: LookAt): Promise<void> {
  const { browser, resources, looks, onStop } = options;
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-screens-'));
  const context = await browser.newContext({ viewport: BETWEEN, reducedMotion: 'reduce' });
  // Nobody walks away while this is looked at.
  await context.addInitScript(() => {
    setInterval(() => window.dispatchEvent(new Event('pointerdown')), 1_000);
  });
  const door = await browserDoor(folder, face.slot, context, resources);
  const { page } = door;
  const screen = screenOf(page, await context.newCDPSession(page));
  try {
    for (const walk of face.walks) {
      for await (const step of walk({ page, door, folder })) {
        for (const look of looks) {
          await screen.show(look);
          const seen = await screen.audit(look, face.role === 'attendee');
          await onStop({ role: face.role, step, look, seen, screen });
        }
        await screen.show({ panel: { name: 'between', ...BETWEEN, inches: 24 }, scale: 1 });
      }
    }
  } finally {
    await door.close();
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}
