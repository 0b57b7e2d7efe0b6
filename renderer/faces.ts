import { part } from './part.tsx';
import { FailedStaffDoor } from './staff/failed-staff-door.tsx';

/** The parts that a page can show, each in a file of its own: a station fetches those of its role. */

/** A station works without these. */
const optional = { aside: true, Failed: () => undefined };

export const Attendee = part(async () => (await import('./attendee/attendee.tsx')).Attendee);
export const PaperInHand = part(
  async () => (await import('./attendee/paper-in-hand.tsx')).PaperInHand,
  optional,
);
export const Booth = part(async () => (await import('./booth/booth.tsx')).Booth);
export const Desk = part(async () => (await import('./desk/desk.tsx')).Desk);
export const Organiser = part(async () => (await import('./organiser/organiser.tsx')).Organiser);
export const FirstSteps = part(
  async () => (await import('./organiser/first-steps/first-steps.tsx')).FirstSteps,
);
export const KeysHost = part(async () => (await import('./organiser/keys/keys-host.tsx')).KeysHost);
export const HubLine = part(async () => (await import('./organiser/hub/hub-line.tsx')).HubLine);
export const Wall = part(async () => (await import('./wall/wall.tsx')).Wall);
export const First = part(async () => (await import('./first/first.tsx')).First);
export const Retired = part(async () => (await import('./ending/retired.tsx')).Retired);
export const Locked = part(async () => (await import('./locked/locked.tsx')).Locked);
export const CheckPage = part(async () => (await import('./check/check-page.tsx')).CheckPage);
export const ServerPage = part(async () => (await import('./server-page.tsx')).ServerPage);
export const Handbook = part(async () => (await import('./help/handbook.tsx')).Handbook, optional);
export const SampleDrawer = part(
  async () => (await import('./sample/drawer.tsx')).SampleDrawer,
  optional,
);
export const SaveSheet = part(
  async () => (await import('./saving/save-sheet.tsx')).SaveSheet,
  optional,
);
export const StaffDoor = part(async () => (await import('./staff/staff-door.tsx')).StaffDoor, {
  aside: true,
  Failed: FailedStaffDoor,
});
