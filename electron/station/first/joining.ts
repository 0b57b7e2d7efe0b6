import type { JoiningFace } from '../../../shared/contract/first.ts';
import type { JoinFault } from '../../../shared/joining-faults.ts';
import type { Fair, SignedFair, StationSlot } from '../../../shared/fair.ts';
import { firstRole, placeOf } from '../../../shared/machines/stand-ins.ts';
import { isMadePassphrase, readPassphrase } from '../../../shared/passphrase.ts';
import { isCardOf, readStaffCard } from '../../../shared/staff-card.ts';
import { type EnrolmentCode, readEnrolmentCode } from '../../../shared/sync/enrolment.ts';
import type { StationFile, StationSecrets } from '../keys/fair-pack.ts';
import type { EnrolledServer } from '../sync/pins.ts';

/** How a machine becomes a station, step by step; each fault leads to a step that can be taken again. Pure. */

/** What an opened file makes of this machine. */
export interface JoinedPlace {
  readonly signed: SignedFair;
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly secrets: StationSecrets;
  /** The server that the code named. */
  readonly known: EnrolledServer;
}

interface Whose {
  readonly fair: Fair;
  readonly station: StationSlot;
}

interface Offered {
  readonly file: StationFile;
  readonly passphrase: string;
  /** Absent for a file from a stick. */
  readonly code?: EnrolmentCode;
  readonly whose?: Whose;
}

export type Joining =
  | { readonly at: 'idle' }
  | { readonly at: 'code'; readonly said?: JoinFault; readonly again?: EnrolmentCode }
  | { readonly at: 'fetching'; readonly code: EnrolmentCode }
  | {
      readonly at: 'passphrase';
      readonly file: StationFile;
      readonly whose: Whose;
      readonly said?: JoinFault;
    }
  | ({ readonly at: 'unwrapping' } & Offered)
  | { readonly at: 'card'; readonly place: JoinedPlace; readonly said?: JoinFault }
  | { readonly at: 'enrolling'; readonly place: JoinedPlace; readonly card: string };

export type JoiningEvent =
  | { readonly do: 'begin' | 'back' | 'again' }
  | { readonly do: 'scan' | 'passphrase'; readonly text: string }
  | { readonly do: 'misread' }
  | { readonly do: 'file'; readonly file: StationFile; readonly whose: Whose }
  | { readonly do: 'fetched'; readonly file: StationFile }
  | { readonly do: 'unwrapped'; readonly place: JoinedPlace }
  | { readonly do: 'enrolled' }
  | { readonly do: 'failed'; readonly why: JoinFault };

/** A code that met one of these is still good. */
const WORTH_ANOTHER_TRY: readonly JoinFault[] = [
  'no-network',
  'proxy',
  'certificate',
  'server-trouble',
  'not-our-server',
  'disk-full',
  'read-only',
  'no-permission',
  'disk-failing',
];

/** Returns the same state for what has no use in it. */
export function nextJoining(now: Joining, event: JoiningEvent): Joining {
  switch (event.do) {
    case 'begin':
      return now.at === 'idle' ? { at: 'code' } : now;
    case 'back':
      return backFrom(now);
    case 'again':
      return now.at === 'code' && now.again ? { at: 'fetching', code: now.again } : now;
    case 'scan':
      return scanned(now, event.text);
    case 'misread':
      return misread(now);
    case 'passphrase':
      return passphraseGiven(now, event.text);
    case 'file':
      return now.at === 'code' ? { at: 'passphrase', file: event.file, whose: event.whose } : now;
    case 'fetched':
      return now.at === 'fetching'
        ? { at: 'unwrapping', file: event.file, passphrase: now.code.passphrase, code: now.code }
        : now;
    case 'unwrapped':
      return now.at === 'unwrapping' ? { at: 'card', place: event.place } : now;
    case 'enrolled':
      return now.at === 'enrolling' ? { at: 'idle' } : now;
    case 'failed':
      return failed(now, event.why);
  }
}

function backFrom(now: Joining): Joining {
  switch (now.at) {
    case 'idle':
    // It is on the disk, or will be in a moment.
    case 'enrolling':
      return now;
    case 'code':
      return { at: 'idle' };
    case 'fetching':
      return { at: 'code', again: now.code };
    case 'passphrase':
    case 'unwrapping':
    case 'card':
      return { at: 'code' };
  }
}

function scanned(now: Joining, text: string): Joining {
  switch (now.at) {
    case 'idle':
    case 'fetching':
    case 'unwrapping':
    case 'enrolling':
      return now;
    case 'code':
      return codeScanned(now, text);
    case 'passphrase':
      return passphraseGiven(now, text);
    case 'card':
      return cardScanned(now, text);
  }
}

function codeScanned(now: Extract<Joining, { at: 'code' }>, text: string): Joining {
  const code = readEnrolmentCode(text);
  if (code.ok) return { at: 'fetching', code: code.value };
  if (readStaffCard(text).ok) return { ...now, said: 'card-too-early' };
  if (isMadePassphrase(text)) return { ...now, said: 'passphrase-too-early' };
  return { ...now, said: code.fault.kind === 'damaged' ? 'damaged-code' : code.fault.kind };
}

function cardScanned(now: Extract<Joining, { at: 'card' }>, text: string): Joining {
  const card = readStaffCard(text);
  if (!card.ok) {
    return { ...now, said: card.fault.kind === 'damaged' ? 'damaged-card' : card.fault.kind };
  }
  if (!isCardOf(card.value, now.place.fair)) return { ...now, said: 'card-of-other-fair' };
  return { at: 'enrolling', place: now.place, card: text };
}

/** Typed, or scanned: from the strip that was printed with the stick, or out of an enrolment code. */
function passphraseGiven(now: Joining, text: string): Joining {
  if (now.at !== 'passphrase') return now;
  const code = readEnrolmentCode(text);
  const passphrase = code.ok ? code.value.passphrase : readPassphrase(text);
  return { at: 'unwrapping', file: now.file, whose: now.whose, passphrase };
}

function misread(now: Joining): Joining {
  if (now.at === 'code') return { ...now, said: 'damaged-code' };
  return now.at === 'card' ? { ...now, said: 'damaged-card' } : now;
}

function failed(now: Joining, why: JoinFault): Joining {
  switch (now.at) {
    case 'fetching':
      return {
        at: 'code',
        said: why,
        ...(WORTH_ANOTHER_TRY.includes(why) && { again: now.code }),
      };
    case 'unwrapping':
      // A code carries its own passphrase: then the file is another one's.
      if (now.code) return { at: 'code', said: why === 'wrong-secret' ? 'altered' : why };
      if (why === 'wrong-secret' && now.whose) {
        return { at: 'passphrase', file: now.file, whose: now.whose, said: why };
      }
      return { at: 'code', said: why };
    case 'enrolling':
      return { at: 'card', place: now.place, said: why };
    case 'code':
      return { ...now, said: why };
    case 'idle':
    case 'passphrase':
    case 'card':
      return now;
  }
}

/** What the page may know of it: no code, no key. */
export function faceOf(now: Joining): JoiningFace {
  switch (now.at) {
    case 'idle':
    case 'fetching':
    case 'unwrapping':
      return { at: now.at };
    case 'code':
      return { at: 'code', again: now.again !== undefined, ...saidIn(now) };
    case 'passphrase':
      return { at: 'passphrase', ...shownOf(now.whose), ...saidIn(now) };
    case 'card':
      return { at: 'card', ...shownOf(now.place), ...saidIn(now) };
    case 'enrolling':
      return { at: 'enrolling', ...shownOf(now.place) };
  }
}

const saidIn = ({ said }: { readonly said?: JoinFault }) => (said === undefined ? {} : { said });

export function shownOf({ fair, station: { slot, name, role } }: Whose) {
  const place = fair.stations.find((other) => other.slot === placeOf(fair, slot));
  return {
    fair: fair.name,
    station: { slot, name, role: firstRole(fair, slot) ?? role },
    standsFor: place && place.slot !== slot ? { slot: place.slot, name: place.name } : null,
  };
}
