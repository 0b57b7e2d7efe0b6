import type { JoinFault } from '../../../shared/joining-faults.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { arrivingText } from '../export/arriving-file.ts';
import type { ListMedia } from '../export/media.ts';
import { claimOf, forgetClaim } from '../keys/claim.ts';
import { enrol } from '../keys/enrolment.ts';
import { openStationFile } from '../keys/fair-pack.ts';
import { fetchOffered } from '../keys/offered-file.ts';
import type { Scan } from '../reader/scan.ts';
import { ledgerFault } from '../store/ledger-here.ts';
import { networkTo, type ProxyOf } from '../sync/network.ts';
import type { EmptyGround, EmptyRoom } from './empty-station.ts';
import { faceOf, type Joining, type JoiningEvent, nextJoining, shownOf } from './joining.ts';
import { filesOnSticks, type FoundFile, type ReadFile, readAt, readStationFile } from './sticks.ts';

/** Makes this machine a station: carries out what `joining.ts` decides. */

export interface JoinRoomOptions extends EmptyGround {
  readonly folder: string;
  readonly proxyOf?: ProxyOf;
  readonly listMedia?: ListMedia;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
}

type Done = Result<JoiningEvent, { readonly kind: JoinFault }>;

type JoinCalls = Pick<
  Handlers,
  | 'first.joining'
  | 'first.join'
  | 'first.stepBack'
  | 'first.again'
  | 'first.sticks'
  | 'first.takeFile'
  | 'first.fileBegin'
  | 'first.filePart'
  | 'first.passphrase'
>;

export function joinRoom(
  options: JoinRoomOptions,
): EmptyRoom & { readonly onScan: (scan: Scan) => void } {
  const { emit, onTrouble, listMedia = () => Promise.resolve([]) } = options;
  let now: Joining = { at: 'idle' };

  function happened(event: JoiningEvent): void {
    const before = now;
    now = nextJoining(before, event);
    if (now === before) return;
    emit({ name: 'joining', payload: faceOf(now) });
    const work = workOf(now);
    if (work) void carryOut(now, work);
  }

  async function carryOut(mine: Joining, work: () => Promise<Done>): Promise<void> {
    let done: Done;
    try {
      done = await work();
    } catch (error) {
      onTrouble('join', error);
      done = fail({ kind: diskFault(error)?.kind ?? 'not-opened' });
    }
    // Somebody stepped back meanwhile.
    if (now !== mine) return;
    happened(done.ok ? done.value : { do: 'failed', why: done.fault.kind });
  }

  function workOf(state: Joining): (() => Promise<Done>) | undefined {
    switch (state.at) {
      case 'fetching':
        return () => fetchFile(state, options);
      case 'unwrapping':
        return () => unwrapFile(state);
      case 'enrolling':
        return () => enrolHere(state, options);
      case 'idle':
      case 'code':
      case 'passphrase':
      case 'card':
        return undefined;
    }
  }

  const taken = (read: Result<ReadFile, { readonly kind: JoinFault }>): void =>
    happened(
      read.ok
        ? { do: 'file', file: read.value.file, whose: read.value }
        : { do: 'failed', why: read.fault.kind },
    );
  let found: readonly FoundFile[] = [];
  const sent = arrivingText((text) => taken(readStationFile(text)));
  const handlers: JoinCalls = {
    'first.joining': () => faceOf(now),
    'first.join': () => saidTo({ do: 'begin' }),
    'first.stepBack': () => saidTo({ do: 'back' }),
    'first.again': () => saidTo({ do: 'again' }),
    'first.passphrase': ({ text }) => saidTo({ do: 'passphrase', text }),
    'first.sticks': async () => {
      const there = await filesOnSticks(listMedia);
      found = there.files;
      return {
        sticks: there.sticks,
        files: found.map(({ id, stick, name, ...whose }) => ({
          id,
          stick,
          name,
          ...shownOf(whose),
        })),
      };
    },
    'first.takeFile': async ({ id }) => {
      const wanted = found.find((file) => file.id === id);
      taken(wanted ? await readAt(wanted.path) : fail({ kind: 'file-gone' }));
      return {};
    },
    'first.fileBegin': sent.begin,
    'first.filePart': sent.part,
  };
  const saidTo = (event: JoiningEvent) => {
    happened(event);
    return {};
  };

  return {
    handlers,
    onScan(scan) {
      if (scan.kind === 'code') happened({ do: 'scan', text: scan.text });
      if (scan.kind === 'fault' && scan.fault === 'code-unreadable') happened({ do: 'misread' });
    },
  };
}

async function fetchFile(
  { code }: Extract<Joining, { at: 'fetching' }>,
  { folder, proxyOf, randomBytes }: JoinRoomOptions,
): Promise<Done> {
  const { server, pins } = code;
  const claim = await claimOf(folder, randomBytes);
  const reach = await networkTo({ server, pins: () => pins, ...(proxyOf && { proxyOf }) });
  const fetched = await fetchOffered(code, claim, reach);
  return fetched.ok ? ok({ do: 'fetched', file: fetched.value }) : fetched;
}

async function unwrapFile({
  file,
  passphrase,
  code,
}: Extract<Joining, { at: 'unwrapping' }>): Promise<Done> {
  const opened = await openStationFile(file, passphrase);
  if (!opened.ok) {
    const { kind } = opened.fault;
    return fail({ kind: kind === 'newer' || kind === 'wrong-secret' ? kind : 'altered' });
  }
  const { fair, secrets } = opened.value;
  const station = fair.stations.find(({ slot }) => slot === file.slot);
  // A code of one fair must not bring another one's file.
  if (!station || (code && code.fair !== fair.id)) return fail({ kind: 'altered' });
  if (fair.revoked.includes(station.slot)) return fail({ kind: 'revoked-slot' });
  const known = code
    ? { server: code.server, ...(code.pins.length > 0 && { serverPins: code.pins }) }
    : {};
  return ok({ do: 'unwrapped', place: { signed: file.fair, fair, station, secrets, known } });
}

async function enrolHere(
  { place, card }: Extract<Joining, { at: 'enrolling' }>,
  { folder, randomBytes, openFair }: JoinRoomOptions,
): Promise<Done> {
  const { signed, fair, station, secrets, known } = place;
  const inTheWay = ledgerFault(folder, fair.id, station.slot);
  if (inTheWay) return fail({ kind: inTheWay });
  const enrolled = await enrol(
    folder,
    { signed, fair, slot: station.slot, ...known },
    secrets,
    card,
    randomBytes,
  );
  if (!enrolled.ok) {
    const { kind } = enrolled.fault;
    return fail({
      kind: kind === 'damaged' ? 'damaged-card' : kind === 'wrong-card' ? 'not-opened' : kind,
    });
  }
  await forgetClaim(folder);
  const opened = await openFair(card);
  if (opened.ok) return ok({ do: 'enrolled' });
  return fail({ kind: opened.fault.kind === 'folder-in-use' ? 'folder-in-use' : 'not-opened' });
}
