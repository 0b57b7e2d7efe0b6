import { rolesAllowed } from '../../../shared/authority.ts';
import type { TakingOverFace } from '../../../shared/contract/take-over.ts';
import type { TakeOverFault } from '../../../shared/joining-faults.ts';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { type RecoverySheet, readRecoveryCode } from '../../../shared/recovery-sheet.ts';
import type { OrganiserFile } from '../keys/fair-pack.ts';

/** How a machine takes the place of the organiser's, step by step. Pure. */

export interface FairFile {
  readonly signed: SignedFair;
  readonly fair: Fair;
  /** The organiser's file has the keys in it. */
  readonly organiser?: OrganiserFile;
}

/** What gives the keys, with the passphrase. */
export type KeySource =
  | { readonly from: 'sheet'; readonly sheet: RecoverySheet; readonly file: FairFile }
  | { readonly from: 'file'; readonly organiser: OrganiserFile; readonly file: FairFile };

export type TakingOver =
  | { readonly at: 'idle' }
  | { readonly at: 'sheet'; readonly said?: TakeOverFault }
  | { readonly at: 'fair'; readonly sheet: RecoverySheet; readonly said?: TakeOverFault }
  | { readonly at: 'passphrase'; readonly source: KeySource; readonly said?: TakeOverFault }
  | {
      readonly at: 'opening';
      readonly source: KeySource;
      readonly passphrase: string;
      readonly slot: number;
    };

export type TakeOverEvent =
  | { readonly do: 'begin' | 'back' | 'opened' }
  | { readonly do: 'scan'; readonly text: string }
  | { readonly do: 'sheet'; readonly sheet: RecoverySheet }
  | { readonly do: 'file'; readonly file: FairFile }
  | { readonly do: 'open'; readonly passphrase: string; readonly slot: number }
  | { readonly do: 'failed'; readonly why: TakeOverFault };

/** Returns the same state for what has no use in it. */
export function nextTakingOver(now: TakingOver, event: TakeOverEvent): TakingOver {
  switch (event.do) {
    case 'begin':
      return now.at === 'idle' ? { at: 'sheet' } : now;
    case 'back':
      return backFrom(now);
    case 'scan':
      return scanned(now, event.text);
    case 'sheet':
      return now.at === 'sheet' ? { at: 'fair', sheet: event.sheet } : now;
    case 'file':
      return fileChosen(now, event.file);
    case 'open':
      return opening(now, event);
    case 'opened':
      return now.at === 'opening' ? { at: 'idle' } : now;
    case 'failed':
      return failed(now, event.why);
  }
}

function backFrom(now: TakingOver): TakingOver {
  switch (now.at) {
    case 'idle':
    case 'opening':
      return now;
    case 'sheet':
      return { at: 'idle' };
    case 'fair':
      return { at: 'sheet' };
    case 'passphrase':
      return now.source.from === 'sheet'
        ? { at: 'fair', sheet: now.source.sheet }
        : { at: 'sheet' };
  }
}

function scanned(now: TakingOver, text: string): TakingOver {
  if (now.at !== 'sheet') return now;
  const sheet = readRecoveryCode(text);
  if (sheet.ok) return { at: 'fair', sheet: sheet.value };
  return { ...now, said: sheet.fault.kind === 'damaged' ? 'damaged-sheet' : sheet.fault.kind };
}

function fileChosen(now: TakingOver, file: FairFile): TakingOver {
  if (now.at !== 'sheet' && now.at !== 'fair') return now;
  if (organiserSlots(file.fair).length === 0) return { ...now, said: 'no-organiser-slot' };
  if (now.at === 'fair') {
    if (file.fair.id !== now.sheet.fair) return { ...now, said: 'other-fair-file' };
    return { at: 'passphrase', source: { from: 'sheet', sheet: now.sheet, file } };
  }
  const { organiser } = file;
  if (!organiser) return { ...now, said: 'not-a-recovery-sheet' };
  return { at: 'passphrase', source: { from: 'file', organiser, file } };
}

function opening(
  now: TakingOver,
  { passphrase, slot }: Extract<TakeOverEvent, { do: 'open' }>,
): TakingOver {
  if (now.at !== 'passphrase') return now;
  const { source } = now;
  const isSlot = organiserSlots(source.file.fair).some((each) => each.slot === slot);
  return isSlot ? { at: 'opening', source, passphrase, slot } : now;
}

function failed(now: TakingOver, why: TakeOverFault): TakingOver {
  switch (now.at) {
    case 'opening':
      return { at: 'passphrase', source: now.source, said: why };
    case 'sheet':
    case 'fair':
    case 'passphrase':
      return { ...now, said: why };
    case 'idle':
      return now;
  }
}

/** The last one first: the first is most likely the machine that died. */
const organiserSlots = (fair: Fair): Fair['stations'] =>
  fair.stations
    .filter(
      (station) =>
        rolesAllowed(station, fair).has('organiser') &&
        station.role === 'organiser' &&
        !fair.revoked.includes(station.slot),
    )
    .toReversed();

/** What the page may know of it: no key, no passphrase. */
export function takingOverFace(now: TakingOver): TakingOverFace {
  switch (now.at) {
    case 'idle':
    case 'opening':
      return { at: now.at };
    case 'sheet':
    case 'fair':
      return { at: now.at, ...saidIn(now) };
    case 'passphrase': {
      const { fair } = now.source.file;
      const slots = organiserSlots(fair).map(({ slot, name }) => ({ slot, name }));
      return {
        at: 'passphrase',
        fair: fair.name,
        revision: fair.revision,
        slots,
        ...saidIn(now),
      };
    }
  }
}

const saidIn = ({ said }: { readonly said?: TakeOverFault }) =>
  said === undefined ? {} : { said };
