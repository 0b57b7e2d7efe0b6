import type { TakeOverFault } from '../../../shared/joining-faults.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import { readRecoveryLines } from '../../../shared/recovery-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import { arrivingText } from '../export/arriving-file.ts';
import type { ListMedia } from '../export/media.ts';
import { enrol } from '../keys/enrolment.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { organiserFile, organiserFileSchema, secretsOfSlot } from '../keys/fair-pack.ts';
import { staffCardOf } from '../keys/fair-root.ts';
import type { Fair } from '../../../shared/fair.ts';
import { keepOwnFile, keysOfFile } from '../keys/own-keys.ts';
import { keysFromRoot, recoveredKeys } from '../keys/recovery.ts';
import { movedServer } from '../hub/address-code.ts';
import { keepSteps } from '../new-fair/first-steps.ts';
import { ledgerFault } from '../store/ledger-here.ts';
import type { ProxyOf } from '../sync/network.ts';
import type { EnrolledServer } from '../sync/pins.ts';
import type { EmptyGround, EmptyRoom } from './empty-station.ts';
import type { FairFile } from './fair-file.ts';
import { fairFileAt, fairsOnSticks, type FoundFair, readFairFile } from './fair-files.ts';
import { fairFromServer, type FairServer } from './fair-server.ts';
import { keepTakenOver } from './taken-over.ts';
import {
  type KeySource,
  nextTakingOver,
  type TakeOverEvent,
  type TakingOver,
  takingOverFace,
} from './taking-over.ts';

/** Makes this machine an organiser's station in the place of one that died. */

export interface TakeOverOptions extends EmptyGround {
  readonly folder: string;
  readonly listMedia?: ListMedia;
  readonly proxyOf?: ProxyOf;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
}

type Done = Result<TakeOverEvent, { readonly kind: TakeOverFault }>;

type TakeOverCalls = Pick<
  Handlers,
  | 'first.takingOver'
  | 'first.takeOver'
  | 'first.takeOverBack'
  | 'first.sheetLines'
  | 'first.fairFiles'
  | 'first.takeFairFile'
  | 'first.fairBegin'
  | 'first.fairPart'
  | 'first.fairServer'
  | 'first.fetchFair'
  | 'first.openOrganiser'
>;

export function takeOverRoom(options: TakeOverOptions): EmptyRoom {
  const { emit, onTrouble, listMedia = () => Promise.resolve([]) } = options;
  let now: TakingOver = { at: 'idle' };
  let found: readonly FoundFair[] = [];

  function happened(event: TakeOverEvent): Record<string, never> {
    const before = now;
    now = nextTakingOver(before, event);
    if (now === before) return {};
    emit({ name: 'takingOver', payload: takingOverFace(now) });
    const work = workOf(now);
    if (work) void carryOut(now, work);
    return {};
  }

  function workOf(state: TakingOver): (() => Promise<Done>) | undefined {
    if (state.at === 'opening') return () => takeOver(state, options);
    return state.at === 'fetching' ? () => fetchFair(state, options) : undefined;
  }

  async function carryOut(mine: TakingOver, work: () => Promise<Done>): Promise<void> {
    let done: Done;
    try {
      done = await work();
    } catch (error) {
      onTrouble('take-over', error);
      done = fail({ kind: diskFault(error)?.kind ?? 'not-opened' });
    }
    // Somebody stepped back meanwhile.
    if (now !== mine) return;
    happened(done.ok ? done.value : { do: 'failed', why: done.fault.kind });
  }

  const chosen = (file: Result<FairFile, { readonly kind: TakeOverFault }>) =>
    happened(file.ok ? { do: 'file', file: file.value } : { do: 'failed', why: file.fault.kind });
  const sent = arrivingText((text) => chosen(readFairFile(text)));
  const handlers: TakeOverCalls = {
    'first.takingOver': () => takingOverFace(now),
    'first.takeOver': () => happened({ do: 'begin' }),
    'first.takeOverBack': () => happened({ do: 'back' }),
    'first.sheetLines': ({ lines }) => {
      const sheet = readRecoveryLines(lines);
      if (!sheet) return fail({ kind: 'not-right' });
      happened({ do: 'sheet', sheet });
      return ok({});
    },
    'first.fairFiles': async () => {
      const there = await fairsOnSticks(listMedia);
      const wanted = now.at === 'fair' ? now.sheet.fair : undefined;
      found = there.files.filter(({ fair, organiser }) =>
        wanted === undefined ? organiser !== undefined : fair.id === wanted,
      );
      return {
        sticks: there.sticks,
        files: found.map(({ id, stick, name, organiser, fair }) => ({
          id,
          stick,
          name,
          holds: organiser ? ('keys' as const) : ('fair' as const),
          fair: fair.name,
          revision: fair.revision,
        })),
      };
    },
    'first.takeFairFile': async ({ id }) => {
      const wanted = found.find((file) => file.id === id);
      return chosen(wanted ? await fairFileAt(wanted.path) : fail({ kind: 'file-gone' }));
    },
    'first.fairBegin': sent.begin,
    'first.fairPart': sent.part,
    'first.fairServer': ({ address }) => happened({ do: 'server', address }),
    'first.fetchFair': ({ passphrase }) => happened({ do: 'fetch', passphrase }),
    'first.openOrganiser': ({ passphrase, slot }) => happened({ do: 'open', passphrase, slot }),
  };
  return {
    handlers,
    onScan(scan) {
      if (scan.kind === 'code') happened({ do: 'scan', text: scan.text });
    },
  };
}

async function fetchFair(
  { sheet, server, passphrase }: Extract<TakingOver, { at: 'fetching' }>,
  { proxyOf }: TakeOverOptions,
): Promise<Done> {
  const fetched = await fairFromServer(sheet, server, passphrase, proxyOf);
  return fetched.ok ? ok({ do: 'fetched', fetched: fetched.value }) : fetched;
}

async function takeOver(
  { source, passphrase, slot }: Extract<TakingOver, { at: 'opening' }>,
  { folder, randomBytes, openFair }: TakeOverOptions,
): Promise<Done> {
  const { fair, signed } = source.file;
  const inTheWay = ledgerFault(folder, fair.id, slot);
  if (inTheWay) return fail({ kind: inTheWay });
  const keys = await keysFrom(source, passphrase);
  if (!keys.ok) return keys;
  const secrets = secretsOfSlot(fair, keys.value, slot);
  if (!secrets) return fail({ kind: 'altered' });
  // The keys first: without an enrolment beside it, no station takes this folder for a fair.
  const own =
    source.from === 'file'
      ? source.organiser
      : organiserFileSchema.parse(await organiserFile(fair, keys.value, passphrase, randomBytes));
  await keepOwnFile(folder, own);
  await keepTakenOver(folder, { slot, revision: fair.revision, from: cameBy[source.from] });
  await keepSteps(folder, ['took-over']);
  const known = source.from === 'server' ? await keepServer(folder, fair, source.server) : {};
  const enrolled = await enrol(
    folder,
    { fair, signed, slot, ...known },
    secrets,
    cardFor(keys.value, fair, randomBytes),
    randomBytes,
  );
  if (!enrolled.ok) throw new Error(`its own card is refused: ${enrolled.fault.kind}`);
  const opened = await openFair(undefined, passphrase);
  if (opened.ok) return ok({ do: 'opened' });
  return fail({ kind: opened.fault.kind === 'folder-in-use' ? 'folder-in-use' : 'not-opened' });
}

const cameBy = { sheet: 'by-stick', server: 'by-server', file: 'by-file' } as const;

/** The server that gave the fair is where this station goes first; its key is the code's, or the fair says which. */
async function keepServer(
  folder: string,
  fair: Fair,
  { server, code }: FairServer,
): Promise<EnrolledServer> {
  if (code === undefined) return { server };
  // Its signature was judged before. One that is not kept, as on a full disk, can be scanned again.
  await (await movedServer(folder, fair)).take(code);
  return {};
}

async function keysFrom(
  source: KeySource,
  passphrase: string,
): Promise<Result<FairKeys, { readonly kind: TakeOverFault }>> {
  const { fair } = source.file;
  switch (source.from) {
    case 'server': {
      const keys = await keysFromRoot(source.root, fair);
      return keys.ok ? keys : fail({ kind: 'forged-fair' });
    }
    case 'sheet': {
      const keys = await recoveredKeys(source.sheet, fair, passphrase);
      if (keys.ok) return keys;
      return fail({ kind: keys.fault.kind === 'other-fair' ? 'other-fair-file' : 'wrong-secret' });
    }
    case 'file': {
      const opened = await keysOfFile(source.organiser, fair, passphrase);
      if (opened.ok) return ok(opened.value.keys);
      const { kind } = opened.fault;
      return fail({ kind: kind === 'wrong-secret' || kind === 'newer' ? kind : 'altered' });
    }
  }
}

/** An older fair's card is on paper alone: then only the passphrase opens this station. */
const cardFor = (
  { root }: FairKeys,
  fair: Pick<Fair, 'id' | 'signingKey'>,
  randomBytes: (length: number) => Uint8Array,
): string =>
  root ? staffCardOf(root, fair) : staffCardText({ fair: fair.id, secret: randomBytes(32) });
