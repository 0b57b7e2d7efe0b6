import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{electron,renderer,server,shared}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    reporters: [['default', { summary: false }]],
    silent: 'passed-only',
    // One core less would leave half of a small machine idle: tests of processes wait most of their time.
    maxWorkers: '100%',
    // A generous limit for slow machines; no test waits for time to pass.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
