import { defineConfig } from '@playwright/test';
import type { DoorOption } from '../journeys/kiosk.ts';

/**
 * The journeys where the system under a station decides, through one that runs in another system: `run.ts` of a lane
 * says which.
 */
export default defineConfig<DoorOption>({
  testDir: '..',
  testMatch: /(systems\/power|journeys\/(check-in|staff|staff-work|desk))\.spec\.ts$/,
  grep: /@system/,
  globalSetup: '../journeys/unpack-browser.ts',
  outputDir: '../../test-results/systems',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // An emulated processor is thirty times slower.
  timeout: 1_800_000,
  expect: { timeout: 300_000 },
  projects: [
    {
      name: 'another system',
      use: {
        door: 'command',
        viewport: { width: 1080, height: 1920 },
        contextOptions: { reducedMotion: 'reduce' },
        screenshot: 'only-on-failure',
      },
    },
  ],
});
