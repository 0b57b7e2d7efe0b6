import type { TakeOverFault } from '../../../shared/joining-faults.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import { readRecoveryLines } from '../../../shared/recovery-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { staffCardText } from '../../../shared/staff-card.ts';
import type { ListMedia } from '../export/media.ts';
import { enrol } from '../keys/enrolment.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { organiserFile, organiserFileSchema, secretsOfSlot } from '../keys/fair-pack.ts';
import { staffCardOf } from '../keys/fair-root.ts';
import type { Fair } from '../../../shared/fair.ts';
import { keepOwnFile, keysOfFile } from '../keys/own-keys.ts';
import { recoveredKeys } from '../keys/recovery.ts';
import { ledgerFault } from '../store/ledger-here.ts';
import type { EmptyGround, EmptyRoom } from './empty-station.ts';
import { fairFileAt, fairsOnSticks, type FoundFair } from './fair-files.ts';
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
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
}

type TakeOverCalls = Pick<
  Handlers,
  | 'first.takingOver'
  | 'first.takeOver'
  | 'first.takeOverBack'
  | 'first.sheetLines'
  | 'first.fairFiles'
  | 'first.takeFairFile'
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
    if (now.at === 'opening') void open(now);
    return {};
  }

  async function open(mine: Extract<TakingOver, { at: 'opening' }>): Promise<void> {
    let done: Result<undefined, { readonly kind: TakeOverFault }>;
    try {
      done = await takeOver(mine, options);
    } catch (error) {
      onTrouble('take-over', error);
      done = fail({ kind: diskFault(error)?.kind ?? 'not-opened' });
    }
    happened(done.ok ? { do: 'opened' } : { do: 'failed', why: done.fault.kind });
  }

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
      const file = wanted ? await fairFileAt(wanted.path) : fail({ kind: 'file-gone' as const });
      return happened(
        file.ok ? { do: 'file', file: file.value } : { do: 'failed', why: file.fault.kind },
      );
    },
    'first.openOrganiser': ({ passphrase, slot }) => happened({ do: 'open', passphrase, slot }),
  };
  return {
    handlers,
    onScan(scan) {
      if (scan.kind === 'code') happened({ do: 'scan', text: scan.text });
    },
  };
}

async function takeOver(
  { source, passphrase, slot }: Extract<TakingOver, { at: 'opening' }>,
  { folder, randomBytes, openFair }: TakeOverOptions,
): Promise<Result<undefined, { readonly kind: TakeOverFault }>> {
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
  const enrolled = await enrol(
    folder,
    { fair, signed, slot },
    secrets,
    cardFor(keys.value, fair, randomBytes),
    randomBytes,
  );
  if (!enrolled.ok) throw new Error(`its own card is refused: ${enrolled.fault.kind}`);
  const opened = await openFair(undefined, passphrase);
  if (opened.ok) return opened;
  return fail({ kind: opened.fault.kind === 'folder-in-use' ? 'folder-in-use' : 'not-opened' });
}

async function keysFrom(
  source: KeySource,
  passphrase: string,
): Promise<Result<FairKeys, { readonly kind: TakeOverFault }>> {
  const { fair } = source.file;
  if (source.from === 'sheet') {
    const keys = await recoveredKeys(source.sheet, fair, passphrase);
    if (keys.ok) return keys;
    return fail({ kind: keys.fault.kind === 'other-fair' ? 'other-fair-file' : 'wrong-secret' });
  }
  const opened = await keysOfFile(source.organiser, fair, passphrase);
  if (opened.ok) return ok(opened.value.keys);
  const { kind } = opened.fault;
  return fail({ kind: kind === 'wrong-secret' || kind === 'newer' ? kind : 'altered' });
}

/** An older fair's card is on paper alone: then only the passphrase opens this station. */
const cardFor = (
  { root }: FairKeys,
  fair: Pick<Fair, 'id' | 'signingKey'>,
  randomBytes: (length: number) => Uint8Array,
): string =>
  root ? staffCardOf(root, fair) : staffCardText({ fair: fair.id, secret: randomBytes(32) });
