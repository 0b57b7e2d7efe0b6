import { defineConfig } from '@playwright/test';
import { electronHere } from './tests/journeys/electron-here.ts';
import type { DoorOption } from './tests/journeys/kiosk.ts';

/** Pictures that move are drawn by the processor here, over and over. */
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
  use: {
    // The page as it stood after each step is in the trace: a film beside it costs a third of the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'portrait',
      use: { ...still, viewport: { width: 1080, height: 1920 } },
      grepInvert: atADesk,
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
