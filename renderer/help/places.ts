import type { Place } from './markdown.ts';

/**
 * Which page of the handbook belongs to what is on the screen: that of the first row that is there. What
 * stands above something else stands above it here, too.
 */

interface Row extends Place {
  /** A class or a test id, as the screen's component writes it. */
  readonly screen: string;
}

export const rows: readonly Row[] = [
  { screen: '.panel', page: 'staff' },
  { screen: '[data-testid="locked"]', page: 'morning', section: 'stations' },
  { screen: '.notice-page', page: 'trouble', section: 'machine' },
  { screen: '.set-up', page: 'before', section: 'set-up' },
  { screen: '[data-testid="live"]', page: 'organiser' },
  { screen: '[data-testid="stations"]', page: 'trouble', section: 'replace' },
  { screen: '[data-testid="checks"]', page: 'evening', section: 'checks' },
  { screen: '[data-testid="bulletin"]', page: 'evening', section: 'bulletin' },
  { screen: '[data-testid="returns"]', page: 'evening', section: 'sign' },
  { screen: '[data-testid="exports"]', page: 'evening', section: 'sign' },
  { screen: '[data-testid="season"]', page: 'afterwards', section: 'season' },
  { screen: '.organiser-face', page: 'organiser' },
  { screen: 'main.desk', page: 'desk' },
  { screen: '.booth-face', page: 'booth' },
];

/** Where no row fits. */
const FIRST: Place = { page: 'before' };

export function placeIn(page: ParentNode): Place {
  return rows.find(({ screen }) => page.querySelector(screen) !== null) ?? FIRST;
}
