import type { Face } from './look.ts';
import * as attendee from './walks/attendee.ts';
import * as booth from './walks/booth.ts';
import * as desk from './walks/desk.ts';
import * as wall from './walks/wall.ts';
import { atAnEmptyMachine } from './walks/first.ts';
import { beforeAnybodyComes } from './walks/empty-organiser.ts';
import { endedByItsOrganiser, fromTheEndToTheFirstScreen } from './walks/ending.ts';
import { besideItsHub } from './walks/hub.ts';
import { atAJoiningMachine } from './walks/joining.ts';
import { inTheOrganisersPlace } from './walks/taking-over.ts';
import { wallPanels } from './panels.ts';
import { atABooth } from './walks/handbook.ts';
import { whereAFairIsMade } from './walks/new-fair.ts';
import * as locked from './walks/locked.ts';
import { organisersStation } from './walks/organiser.ts';
import { savingAtAKiosk } from './walks/saving.ts';
import { atTheServer } from './walks/server.ts';
import * as staff from './walks/staff.ts';

/** The roles of the sample fair's stations, and every walk through their screens. */

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
      // This walk comes last: it ends the station's program.
      attendee.whereSomethingFails,
    ],
  },
  { role: 'organiser', apart: true, open: organisersStation },
  {
    role: 'staff',
    apart: true,
    slot: 1,
    walks: [staff.atTheStaffDoor, staff.sheetsOfStaff, staff.withWrongPins],
  },
  { role: 'saving', apart: true, open: savingAtAKiosk },
  {
    role: 'locked',
    apart: true,
    slot: 1,
    prepare: locked.enrolled,
    walks: [locked.waitsForItsCard],
  },
  { role: 'first', apart: true, open: atAnEmptyMachine },
  { role: 'new-fair', apart: true, open: whereAFairIsMade },
  { role: 'joining', apart: true, open: atAJoiningMachine },
  { role: 'taking-over', apart: true, open: inTheOrganisersPlace },
  { role: 'hub', apart: true, open: besideItsHub },
  { role: 'empty', apart: true, open: beforeAnybodyComes },
  {
    role: 'ending',
    apart: true,
    slot: 1,
    prepare: endedByItsOrganiser,
    walks: [fromTheEndToTheFirstScreen],
  },
  { role: 'handbook', apart: true, slot: 4, walks: [atABooth] },
  { role: 'notices', apart: true, slot: 1, walks: [locked.withoutAFace] },
  { role: 'server', apart: true, open: atTheServer },
  {
    role: 'booth',
    apart: true,
    slot: 4,
    walks: [
      booth.fromSignInToNobody,
      booth.whoIsReceived,
      booth.whatWasDone,
      booth.sideBySide,
      booth.whenTheLineIsLost,
    ],
  },
  {
    role: 'desk',
    apart: true,
    slot: 7,
    walks: [desk.withoutAPass, desk.whoShowsAPass, desk.whenTheLineIsLost],
  },
  { role: 'wall', apart: true, slot: 9, panels: wallPanels, walks: [wall.figuresAndPosts] },
];

/** The screens that are checked in every panel setting. */
export const everyWay: Face = {
  role: 'attendee, every way',
  slot: 1,
  attendee: true,
  walks: [attendee.fromIdleToPass],
};
