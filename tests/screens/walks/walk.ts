import type { Page } from '@playwright/test';
import type { OpenDoor } from '../../journeys/doors.ts';

/**
 * A walk moves a page from step to step, and stops wherever there is something to check. The caller checks
 * each stop on every panel, and then resumes the walk.
 */

export interface Walking {
  readonly page: Page;
  readonly door: OpenDoor;
  /** The station's data folder. */
  readonly folder: string;
  /** Advances the station's clock; its timers stay as they are. */
  readonly letPass: (ms: number) => void;
}

/** Yields the name of each stop. */
export type Walk = (walking: Walking) => AsyncGenerator<string>;

export const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();

/** Keeps what `say` shows briefly on the page for as long as the check takes. */
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
