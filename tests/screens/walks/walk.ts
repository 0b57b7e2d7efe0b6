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
}

/** Yields the name of each stop. */
export type Walk = (walking: Walking) => AsyncGenerator<string>;

export const press = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click();
