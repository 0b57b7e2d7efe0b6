import type { Page } from '@playwright/test';
import type { OpenDoor } from '../../journeys/doors.ts';

/**
 * A walk takes a page from step to step, and stops wherever there is something to look at. Whoever
 * follows it looks at each stop on every panel, and then lets it go on.
 */

export interface Walking {
  readonly page: Page;
  readonly door: OpenDoor;
  /** The station's data folder. */
  readonly folder: string;
  /** Moves the station's clock on; its timers stay as they are. */
  readonly letPass: (ms: number) => void;
}

/** Yields the name of each stop. */
export type Walk = (walking: Walking) => AsyncGenerator<string>;

export const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

/** What `say` brings for a moment stays on the page, however long it is looked at. */
export async function keptUp(page: Page, say: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const setTimeout = window.setTimeout.bind(window);
    const held = new Proxy(setTimeout, {
      apply: (timer, at, [run, ms, ...rest]: Parameters<typeof setTimeout>) =>
        Reflect.apply(timer, at, [run, Number(ms) >= 2_000 ? 3_600_000 : ms, ...rest]),
    });
    window.setTimeout = held;
    addEventListener(
      'walk-goes-on',
      () => {
        window.setTimeout = setTimeout;
      },
      { once: true },
    );
  });
  await say();
  await page.evaluate(() => dispatchEvent(new Event('walk-goes-on')));
}
