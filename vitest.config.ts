import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{electron,renderer,server,shared}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    reporters: [['default', { summary: false }]],
    silent: 'passed-only',
    // A generous limit for slow machines; no test waits for time to pass.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
