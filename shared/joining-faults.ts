import { diskFaultKinds } from './disk-fault.ts';
import { offerFaults } from './sync/enrolment.ts';
import { unreachable } from './sync/unreachable.ts';

/** Why a step of joining did not work; the step can be taken again. */
export const joinFaults = [
  'not-an-enrolment-code',
  'damaged-code',
  'card-too-early',
  'passphrase-too-early',
  ...offerFaults,
  ...unreachable,
  'server-trouble',
  'not-our-server',
  'not-a-station-file',
  'file-gone',
  'newer',
  'wrong-secret',
  'altered',
  'revoked-slot',
  'not-a-staff-card',
  'damaged-card',
  'card-of-other-fair',
  'folder-in-use',
  'other-fair',
  'other-station',
  ...diskFaultKinds,
  'not-opened',
] as const;
export type JoinFault = (typeof joinFaults)[number];

/** Why a machine has not taken the organiser's place yet. */
export const takeOverFaults = [
  'not-a-recovery-sheet',
  'damaged-sheet',
  'not-a-fair-file',
  'file-gone',
  'altered',
  'newer',
  'other-fair-file',
  'wrong-secret',
  'no-organiser-slot',
  'not-an-address',
  'bad-address',
  'damaged-address',
  'other-fair-address',
  'forged-address',
  'forged-fair',
  'no-such-fair',
  'older-server',
  'not-our-server',
  'too-many',
  ...unreachable,
  'folder-in-use',
  'other-fair',
  'other-station',
  ...diskFaultKinds,
  'not-opened',
] as const;
export type TakeOverFault = (typeof takeOverFaults)[number];
