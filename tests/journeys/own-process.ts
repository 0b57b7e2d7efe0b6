import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { doorSecrets } from '../../electron/station/browser-door/browser-door.ts';
import { browserStation } from '../../electron/station/process/browser-station.ts';
import { root } from './doors.ts';

/** A machine whose station, and hub if it is switched on, run in processes of their own, as under `npm start`. */

export interface OwnProcess {
  readonly page: Page;
  close(): Promise<void>;
}

/** The sample's station in this slot; without one, a machine that has no fair. */
export async function inItsOwnProcess(
  context: BrowserContext,
  slot?: number,
  resources = join(root, 'resources'),
): Promise<OwnProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-machine-'));
  const station = browserStation({
    entry: join(root, 'dist', 'station', 'station.js'),
    hubEntry: join(root, 'dist', 'hub', 'hub.js'),
    station: {
      resources,
      folder,
      opensSample: slot !== undefined,
      ...(slot !== undefined && { slot }),
      version: 'test',
    },
    pageFolder: join(root, 'dist', 'renderer'),
    port: 0,
    secrets: doorSecrets(randomBytes),
    note: () => undefined,
  });
  const opened = await station.start();
  if (!opened.ok || !opened.value.door) throw new Error('the machine did not start');
  const page = await context.newPage();
  await page.goto(opened.value.door.url);
  return {
    page,
    async close() {
      await page.goto('about:blank');
      await station.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
