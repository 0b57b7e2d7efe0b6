import { defineConfig } from '@playwright/test';
import { compiled } from './tests/compiled.ts';
import { electronHere } from './tests/journeys/electron-here.ts';
import type { DoorOption } from './tests/journeys/kiosk.ts';

// The workers inherit it.
Object.assign(process.env, compiled);

/** Without a GPU, the processor draws every animation frame. */
const still = { contextOptions: { reducedMotion: 'reduce' } } as const;

/** The organiser works at a laptop. */
const atADesk = /@desk/;
/** Too long for `npm test`: `npm run test:clerk` runs it. */
const inLane = process.env['CHUNFENG_LANE'] === undefined ? { grepInvert: /@lane/ } : {};

export default defineConfig<DoorOption>({
  testDir: 'tests/journeys',
  // Node itself reads these, and keeps what it read.
  build: { external: ['**/{electron,server,shared}/**'] },
  globalSetup: './tests/journeys/unpack-browser.ts',
  outputDir: 'test-results/journeys',
  // A journey often waits, as for a finger held down: five keep two cores busy.
  workers: 5,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // A generous limit for slow machines; no test waits for time to pass.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    // A trace of each journey takes an eighth more time: repeat the one that failed with `--trace on`.
    screenshot: 'only-on-failure',
  },
  projects: [
    // Electron’s door over a stand-in for Electron, in whole processes. It comes first: its day at one kiosk takes
    // longer than any journey.
    {
      name: 'stand-in',
      testDir: 'tests/electron',
      testMatch: '*.spec.ts',
      grepInvert: /@slow|@real/,
    },
    // Its longest journeys begin early.
    {
      name: 'laptop',
      use: { ...still, viewport: { width: 1366, height: 768 } },
      grep: atADesk,
      ...inLane,
    },
    // The smallest upright panel but one: the processor draws each pixel, and `npm run screens` tries all sizes.
    {
      name: 'portrait',
      use: { ...still, viewport: { width: 800, height: 1280 } },
      grepInvert: atADesk,
    },
    // Where Electron is missing, `tests/run.ts` reports it.
    ...(electronHere().ok
      ? [{ name: 'electron', use: { door: 'electron' as const }, grepInvert: /@browser/ }]
      : []),
  ],
});
