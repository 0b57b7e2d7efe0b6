import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { compiled } from './tests/compiled.ts';

/** These put a stand-in in the place of a module, or change what a whole process shares: each has a process of its own. */
const apart = [
  'electron/shell/preload.test.ts',
  'electron/shell/start-up.test.ts',
  'electron/station/sync/network.test.ts',
  'electron/station/process/*.test.ts',
  'electron/commands/**/*.test.ts',
  'tests/{attack,bench,commands,electron,faults,fuzz,hid,packaging,rehearse,report}/**/*.test.ts',
];

export default defineConfig({
  test: {
    reporters: [['default', { summary: false }]],
    silent: 'passed-only',
    // Tests of processes wait much of their time: one more than there are cores keeps a small machine busy.
    maxWorkers: availableParallelism() + 1,
    env: compiled,
    // A generous limit for slow machines; no test waits for time to pass.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{electron,renderer,server,shared}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...apart],
          // Loading the same modules again for each file takes longer than most of the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
});
