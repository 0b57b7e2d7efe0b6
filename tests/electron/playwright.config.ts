import { defineConfig } from '@playwright/test';

/** The journeys in a real Electron: `run.ts` says which. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: '../journeys/unpack-browser.ts',
  outputDir: '../../test-results/electron-failed',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { trace: 'off' },
  projects: [{ name: 'electron' }],
});
