import { defineConfig } from '@playwright/test';
import { electronHere } from './tests/journeys/electron-here.ts';
import type { DoorOption } from './tests/journeys/kiosk.ts';

/** What happens there does not hang on how large the screen is, and nothing of it is looked at. */
const anySize = /@anysize/;

/** Pictures that move are drawn by the processor here, over and over; at one size they all do. */
const still = { contextOptions: { reducedMotion: 'reduce' } } as const;

/** An organiser's work is done at a laptop. */
const atADesk = /@desk/;

export default defineConfig<DoorOption>({
  testDir: 'tests/journeys',
  globalSetup: './tests/journeys/unpack-browser.ts',
  outputDir: 'test-results/journeys',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // Room for a slow machine; no test waits for time to pass.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { trace: 'retain-on-failure' },
  projects: [
    {
      name: 'portrait',
      use: { ...still, viewport: { width: 1080, height: 1920 } },
      grepInvert: atADesk,
    },
    {
      name: 'landscape',
      use: { viewport: { width: 1920, height: 1080 } },
      grepInvert: anySize,
      // A laptop's screen is as wide for its height, and the page is drawn in parts of that.
      testMatch: /check-in\.spec\.ts$/,
    },
    {
      name: 'laptop',
      use: { ...still, viewport: { width: 1366, height: 768 } },
      grep: atADesk,
    },
    // Where its binary is not, `tests/run.ts` says so.
    ...(electronHere().ok
      ? [{ name: 'electron', use: { door: 'electron' as const }, grepInvert: /@browser/ }]
      : []),
  ],
});
