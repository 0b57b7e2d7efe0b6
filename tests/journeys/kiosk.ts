import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, chromium, expect, type Page } from '@playwright/test';
import sparticuz from '@sparticuz/chromium';
import { openSampleStation } from '../../electron/launch/sample-station.ts';
import { openWebDoor, type WebDoor } from '../../electron/web.ts';

/** A sample fair of its own for each journey, through the browser's door, in a real Chromium. */
export interface Kiosk {
  readonly url: string;
  /** Holds a sample card or code to the simulated reader, as a click in the drawer does. */
  present(id: string): Promise<void>;
  /** Keeps the screen for looking at, and has axe look at it at once. */
  shot(name: string): Promise<void>;
  /** The station's data folder. */
  readonly folder: string;
  /** What the station had to note; empty at the end, or the journey fails. */
  readonly troubles: string[];
  /** What the page complained of; empty at the end, or the journey fails. */
  readonly complaints: string[];
  /** The station's program ends under the page, and starts again at the same port. */
  endDoor(): Promise<void>;
  startDoor(): Promise<string>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

export const test = base.extend<{ kiosk: Kiosk }, { chromiumPath: string }>({
  chromiumPath: [
    // Playwright wants a pattern here, even of nothing.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => use(await sparticuz.executablePath()),
    { scope: 'worker' },
  ],
  browser: [
    async ({ chromiumPath }, use) => {
      const browser = await chromium.launch({
        executablePath: chromiumPath,
        // Not the package's own list: that one turns web security off, which is what we test.
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  kiosk: async ({ page }, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'chunfeng-journey-'));
    const troubles: string[] = [];
    const opened = await openSampleStation({
      resources: join(root, 'resources'),
      folder,
      version: 'test',
      canLeave: false,
      onTrouble: (what, error) => troubles.push(`${what}: ${String(error)}`),
    });
    if (!opened.ok) throw new Error(`the station did not open: ${opened.fault.kind}`);
    const openDoor = (port: number): Promise<WebDoor> =>
      openWebDoor({
        station: opened.value,
        pageFolder: join(root, 'dist', 'renderer'),
        port,
        randomBytes,
      });
    let door = await openDoor(0);
    const complaints = listenForComplaints(page);
    await page.goto(door.url);
    await use({
      url: door.url,
      folder,
      troubles,
      complaints,
      endDoor: () => door.close(),
      async startDoor() {
        door = await openDoor(door.port);
        return door.url;
      },
      async present(id) {
        await opened.value.dispatch('sample.present', { id });
      },
      async shot(name) {
        const file = join(root, 'test-results', 'screens', info.project.name, `${name}.png`);
        await page.screenshot({ path: file });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      },
    });
    await page.goto('about:blank');
    await door.close();
    await opened.value.close();
    await rm(folder, { recursive: true, force: true });
    expect(troubles).toEqual([]);
    expect(complaints).toEqual([]);
  },
});

/** A page that logs errors, or breaks its own security policy, is not well. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}

export { expect, type Page };
