import type { Place } from './markdown.ts';

/**
 * Which page of the handbook belongs to what is on the screen: that of the first row that is there. What
 * stands above something else stands above it here, too.
 */

interface Row extends Place {
  /** As its component writes it. */
  readonly screen: string;
}

const test = (id: string): string => `[data-testid="${id}"]`;

export const rows: readonly Row[] = [
  { screen: '.panel', page: 'staff' },
  { screen: '.hub-sheet', page: 'before', section: 'hub' },
  { screen: '.join-codes', page: 'before', section: 'join' },
  { screen: '.replace-where', page: 'trouble', section: 'replace' },
  { screen: '.trust-lines', page: 'trouble', section: 'stolen' },
  { screen: '.machine-sheet', page: 'trouble', section: 'replace' },
  { screen: '.by-passphrase', page: 'morning', section: 'organiser' },
  { screen: test('locked'), page: 'morning', section: 'stations' },
  { screen: '.notice-page', page: 'trouble', section: 'machine' },
  { screen: test('first'), page: 'before', section: 'new' },
  { screen: test('join-code'), page: 'before', section: 'join' },
  { screen: test('join-passphrase'), page: 'before', section: 'join' },
  { screen: test('join-card'), page: 'before', section: 'join' },
  { screen: test('take-over-sheet'), page: 'trouble', section: 'organiser' },
  { screen: test('take-over-fair'), page: 'trouble', section: 'organiser' },
  { screen: test('take-over-server'), page: 'trouble', section: 'organiser' },
  { screen: test('take-over-asked'), page: 'trouble', section: 'organiser' },
  { screen: test('take-over-passphrase'), page: 'trouble', section: 'organiser' },
  { screen: '.proposed', page: 'before', section: 'keys' },
  { screen: '.new-fair', page: 'before', section: 'new' },
  { screen: '.taken-over', page: 'trouble', section: 'organiser' },
  { screen: '.first-steps', page: 'before', section: 'papers' },
  { screen: '[data-part="fair"]', page: 'before', section: 'fair' },
  { screen: '[data-part="employers"]', page: 'before', section: 'employers' },
  { screen: '[data-part="people"]', page: 'before', section: 'people' },
  { screen: '[data-part="prints"]', page: 'before', section: 'prints' },
  { screen: '[data-part="rehearsal"]', page: 'before', section: 'rehearse' },
  { screen: '.set-up', page: 'before', section: 'set-up' },
  { screen: test('afterwards-contacts'), page: 'afterwards', section: 'contacts' },
  { screen: test('afterwards-followUp'), page: 'afterwards', section: 'followup' },
  { screen: test('afterwards-sticks'), page: 'afterwards', section: 'boxes' },
  { screen: test('afterwards-backups'), page: 'afterwards', section: 'backups' },
  { screen: test('afterwards-stored'), page: 'afterwards', section: 'stored' },
  { screen: test('afterwards-end'), page: 'afterwards', section: 'end' },
  { screen: test('afterwards-later'), page: 'afterwards' },
  { screen: '.afterwards', page: 'evening' },
  { screen: test('live'), page: 'organiser' },
  { screen: test('stations'), page: 'trouble', section: 'replace' },
  { screen: test('checks'), page: 'evening', section: 'checks' },
  { screen: test('bulletin'), page: 'evening', section: 'bulletin' },
  { screen: test('returns'), page: 'evening', section: 'sign' },
  { screen: test('exports'), page: 'evening', section: 'sign' },
  { screen: test('season'), page: 'afterwards', section: 'season' },
  { screen: '.organiser-face', page: 'organiser' },
  { screen: 'main.desk', page: 'desk' },
  { screen: '.booth-face', page: 'booth' },
];

/** Where no row fits. */
const FIRST: Place = { page: 'before' };

export function placeIn(page: ParentNode): Place {
  return rows.find(({ screen }) => page.querySelector(screen) !== null) ?? FIRST;
}
