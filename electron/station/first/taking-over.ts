import { rolesAllowed } from '../../../shared/authority.ts';
import type { TakingOverFace } from '../../../shared/contract/take-over.ts';
import type { TakeOverFault } from '../../../shared/joining-faults.ts';
import type { Fair } from '../../../shared/fair.ts';
import { type RecoverySheet, readRecoveryCode } from '../../../shared/recovery-sheet.ts';
import type { OrganiserFile } from '../keys/fair-pack.ts';
import type { FairFile } from './fair-file.ts';
import {
  type FairServer,
  type FetchedFair,
  readFairServer,
  scannedFairServer,
} from './fair-server.ts';

/** How a machine takes the place of the organiser's, step by step. Pure. */

/** A server's fair was asked for with the sheet's keys, and the passphrase that opened it. */
interface FromServer {
  readonly from: 'server';
  readonly sheet: RecoverySheet;
  readonly server: FairServer;
  readonly root: Uint8Array;
  readonly passphrase: string;
  readonly file: FairFile;
}

/** What gives the keys, with the passphrase. */
export type KeySource =
  | { readonly from: 'sheet'; readonly sheet: RecoverySheet; readonly file: FairFile }
  | { readonly from: 'file'; readonly organiser: OrganiserFile; readonly file: FairFile }
  | FromServer;

interface AtServer {
  readonly sheet: RecoverySheet;
  readonly server: FairServer;
}

export type TakingOver =
  | { readonly at: 'idle' }
  | { readonly at: 'sheet'; readonly said?: TakeOverFault }
  | { readonly at: 'fair'; readonly sheet: RecoverySheet; readonly said?: TakeOverFault }
  /** The passphrase comes before the fair: it opens the key that asks for it. */
  | ({ readonly at: 'server'; readonly said?: TakeOverFault } & AtServer)
  | ({ readonly at: 'fetching'; readonly passphrase: string } & AtServer)
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
  | { readonly do: 'server'; readonly address: string }
  | { readonly do: 'fetch'; readonly passphrase: string }
  | { readonly do: 'fetched'; readonly fetched: FetchedFair }
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
    case 'server':
      return serverNamed(now, (fair) => readFairServer(event.address, fair));
    case 'fetch':
      return now.at === 'server'
        ? { ...atServer(now), at: 'fetching', passphrase: event.passphrase }
        : now;
    case 'fetched':
      return fetched(now, event.fetched);
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
    case 'server':
      return { at: 'fair', sheet: now.sheet };
    case 'fetching':
      return { ...atServer(now), at: 'server' };
    case 'passphrase':
      return now.source.from === 'file' ? { at: 'sheet' } : { at: 'fair', sheet: now.source.sheet };
  }
}

function scanned(now: TakingOver, text: string): TakingOver {
  if (now.at === 'fair' || now.at === 'server') {
    return serverNamed(now, (fair) => scannedFairServer(text, fair));
  }
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

function serverNamed(
  now: TakingOver,
  read: (fair: string) => ReturnType<typeof readFairServer>,
): TakingOver {
  if (now.at !== 'fair' && now.at !== 'server') return now;
  const { sheet } = now;
  const server = read(sheet.fair);
  return server.ok
    ? { at: 'server', sheet, server: server.value }
    : { ...now, said: server.fault.kind };
}

const atServer = ({ sheet, server }: AtServer): AtServer => ({ sheet, server });

function fetched(now: TakingOver, { root, file }: FetchedFair): TakingOver {
  if (now.at !== 'fetching') return now;
  const { sheet, server, passphrase } = now;
  if (organiserSlots(file.fair).length === 0) {
    return { at: 'server', sheet, server, said: 'no-organiser-slot' };
  }
  return {
    at: 'passphrase',
    source: { from: 'server', sheet, server, root, passphrase, file },
  };
}

function opening(
  now: TakingOver,
  { passphrase, slot }: Extract<TakeOverEvent, { do: 'open' }>,
): TakingOver {
  if (now.at !== 'passphrase') return now;
  const { source } = now;
  const isSlot = organiserSlots(source.file.fair).some((each) => each.slot === slot);
  const typed = source.from === 'server' ? source.passphrase : passphrase;
  return isSlot ? { at: 'opening', source, passphrase: typed, slot } : now;
}

function failed(now: TakingOver, why: TakeOverFault): TakingOver {
  switch (now.at) {
    case 'opening':
      return { at: 'passphrase', source: now.source, said: why };
    case 'fetching':
      return { ...atServer(now), at: 'server', said: why };
    case 'sheet':
    case 'fair':
    case 'server':
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
    case 'server':
      return { at: 'server', server: now.server.server, ...saidIn(now) };
    case 'fetching':
      return { at: 'fetching', server: now.server.server };
    case 'passphrase': {
      const { fair } = now.source.file;
      const slots = organiserSlots(fair).map(({ slot, name }) => ({ slot, name }));
      return {
        at: 'passphrase',
        fair: fair.name,
        revision: fair.revision,
        isTyped: now.source.from === 'server',
        slots,
        ...saidIn(now),
      };
    }
  }
}

const saidIn = ({ said }: { readonly said?: TakeOverFault }) =>
  said === undefined ? {} : { said };
