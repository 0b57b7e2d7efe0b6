import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

/**
 * The direction of imports between folders, enforced by lint: each wrong import is written into a copy of
 * the folders, and the project's own rules must reject it with a sentence.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));

const wrong: readonly (readonly [file: string, line: string, sentence: string])[] = [
  ['shared/a.ts', "export * from '../electron/station/open/open-station.ts';", 'never back'],
  ['shared/b.ts', "export * from '../renderer/app.tsx';", 'never back'],
  ['shared/c.ts', "export * from '../server/main.ts';", 'never back'],
  ['shared/d.ts', "export { readFile } from 'node:fs/promises';", 'no I/O'],
  ['shared/e.ts', "export { createStore } from 'zustand';", 'no I/O'],
  ['shared/f.ts', 'export const now = (): number => Date.now();', 'Date'],
  ['shared/g.ts', 'export const dice = (): number => Math.random();', 'random'],
  [
    'renderer/ui/a.ts',
    "export * from '../../electron/station/open/open-station.ts';",
    'shared/ only',
  ],
  ['renderer/b.ts', "export * from '../server/main.ts';", 'shared/ only'],
  ['renderer/c.ts', "export { ipcRenderer } from 'electron';", 'no platform'],
  ['renderer/d.ts', "export { readFile } from 'node:fs/promises';", 'no platform'],
  ['electron/station/store/a.ts', "export * from '../../../renderer/app.tsx';", 'shared/ only'],
  ['electron/station/b.ts', "export * from '../../server/main.ts';", 'shared/ only'],
  ['electron/station/c.ts', "export { app } from 'electron';", 'neither Electron'],
  ['electron/station/open/d.ts', "export { app } from 'electron/main';", 'neither Electron'],
  ['electron/station/e.ts', "export * from '../shell/window.ts';", 'neither Electron'],
  ['electron/station/f.ts', "export * from '../commands/restore.ts';", 'nor a terminal'],
  ['electron/commands/a.ts', "export { app } from 'electron';", 'no window'],
  ['electron/commands/b.ts', "export * from '../../renderer/app.tsx';", 'shared/ only'],
  ['electron/shell/a.ts', "export * from '../../renderer/app.tsx';", 'shared/ only'],
  ['electron/shell/b.ts', "export * from '../commands/restore.ts';", 'never starts a command'],
  ['electron/main.ts', "export * from '../server/main.ts';", 'shared/ only'],
  ['server/a.ts', "export * from '../electron/station/open/open-station.ts';", 'shared/ only'],
  ['server/b.ts', "export * from '../renderer/app.tsx';", 'shared/ only'],
  ['server/c.ts', "export { devices } from 'node-hid';", 'no devices'],
];

const right: readonly (readonly [file: string, line: string])[] = [
  ['renderer/right.ts', "export * from '../shared/facts.ts';"],
  ['electron/station/store/right.ts', "export * from '../../../shared/facts.ts';"],
  ['electron/commands/right.ts', "export * from '../station/store/store.ts';"],
  ['electron/shell/right.ts', "export { app } from 'electron';"],
  ['server/right.ts', "export * from '../shared/facts.ts';"],
  ['shared/tally/right.ts', "export * from '../facts.ts';"],
];

describe('the lint keeps imports between folders in one direction', () => {
  let house: string;
  let findings: Map<string, string>;

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'chunfeng-lint-'));
    await copyFile(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
    for (const [file, line] of [...wrong, ...right]) {
      await mkdir(dirname(join(house, file)), { recursive: true });
      await writeFile(join(house, file), `${line}\n`);
    }
    findings = await lint(house);
  });
  afterAll(() => rm(house, { recursive: true, force: true }));

  test.each(wrong)('%s must not have: %s', (file, _line, sentence) => {
    expect(findings.get(file)).toContain(sentence);
  });

  test.each(right)('%s may have: %s', (file) => {
    expect(findings.get(file)).toBeUndefined();
  });
});

const report = z.object({
  diagnostics: z.array(
    z.object({ filename: z.string(), message: z.string(), help: z.string().optional() }),
  ),
});

/** All lint messages for each file. */
async function lint(folder: string): Promise<Map<string, string>> {
  const bin = join(root, 'node_modules', '.bin', 'oxlint');
  const output = await new Promise<string>((resolve) => {
    execFile(bin, ['--format=json', '.'], { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const findings = new Map<string, string>();
  for (const { filename, message, help = '' } of report.parse(JSON.parse(output)).diagnostics) {
    findings.set(filename, `${findings.get(filename) ?? ''}${message} ${help}\n`);
  }
  return findings;
}
