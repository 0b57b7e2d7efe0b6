import { z } from 'zod';
import { chromiumHere } from '../journeys/chromium-here.ts';
import { root } from '../report/outcome.ts';
import { join } from 'node:path';
import { CHROMIUM_FILE } from './stand-in/chromium.ts';

/** What starts the app's window: a real Electron, or the stand-in for its module. */

const programSchema = z.object({
  /** The version of a real one. */
  name: z.string(),
  isReal: z.boolean(),
  command: z.string(),
  /** Before the app's own arguments. */
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});
export type ElectronProgram = z.infer<typeof programSchema>;

/** What a run leaves for people to look at: pictures, and a file of figures. */
export function picturesOf({ name }: ElectronProgram): string {
  return join(root, 'test-results', 'electron', name);
}
export const FIGURES = 'figures.txt';

/** Set by the lane for the journeys, which run in Playwright's processes. */
const PROGRAM = 'CHUNFENG_ELECTRON_PROGRAM';

export function runningWith(program: ElectronProgram): Record<string, string> {
  return { [PROGRAM]: JSON.stringify(program) };
}

export function programGiven(): ElectronProgram | undefined {
  const given = process.env[PROGRAM];
  return given === undefined ? undefined : programSchema.parse(JSON.parse(given));
}

/** @param app names the app, where the Electron does not carry it. */
export function realElectron(
  version: string,
  binary: string,
  app: readonly string[],
  env: Record<string, string> = {},
): ElectronProgram {
  return {
    name: version,
    isReal: true,
    command: binary,
    // Chromium's sandbox refuses the administrator, and a kiosk in a namespace of its own.
    args: [...app, '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    env,
  };
}

export async function standIn(): Promise<ElectronProgram> {
  return {
    name: 'stand-in',
    isReal: false,
    command: process.execPath,
    args: [
      '--import',
      join(root, 'tests', 'electron', 'stand-in', 'install.ts'),
      join(root, 'dist', 'main', 'main.js'),
    ],
    env: { [CHROMIUM_FILE]: await chromiumHere() },
  };
}
