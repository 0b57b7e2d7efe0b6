import type { Face } from './look.ts';
import * as attendee from './walks/attendee.ts';

/** Whom the sample fair's stations serve, and every way through their faces. */

export const faces: readonly Face[] = [
  {
    role: 'attendee',
    slot: 1,
    attendee: true,
    walks: [
      attendee.fromIdleToPass,
      attendee.whoComesAgain,
      attendee.otherWaysIn,
      attendee.refusals,
      // The last: it ends with the station's program gone.
      attendee.whereSomethingFails,
    ],
  },
];

/** What is looked at in every way that a panel may be set up. */
export const everyWay: Face = {
  role: 'attendee, every way',
  slot: 1,
  attendee: true,
  walks: [attendee.fromIdleToPass],
};
