import { type MonkeyRole, roles } from '../monkey/acts.ts';
import { play } from '../monkey/play.ts';
import { expect, test } from './kiosk.ts';

/**
 * Story: a hand that reads nothing plays for a while. Desired end: nothing breaks. `npm run monkey` plays
 * longer and reports more when something breaks.
 */

const SEED = 16;
const EVENTS = 12;

/** One screen of each shape. */
const shapes: Readonly<Record<MonkeyRole, readonly [number, number]>> = {
  attendee: [1366, 768],
  booth: [1366, 768],
  desk: [1024, 768],
  organiser: [1280, 800],
};
const slots: Readonly<Record<MonkeyRole, number>> = {
  attendee: 1,
  booth: 4,
  desk: 7,
  organiser: 8,
};

for (const role of roles) {
  test(`random fingers and scans break nothing for the ${role}`, {
    tag: '@browser',
  }, async ({ browser }) => {
    const [width, height] = shapes[role];
    const scene = { role, slot: slots[role], width, height, lane: 'self' } as const;
    const { script, events } = await play(browser, scene, SEED, EVENTS);
    expect(script.broken).toEqual([]);
    expect(events).toBeGreaterThanOrEqual(EVENTS);
  });
}
