import type { AnsweredBy, StationEvent } from '../../../shared/contract/calls.ts';
import { type DiskFault, diskFault } from '../../../shared/disk-fault.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RecoverySheet } from '../../../shared/recovery-sheet.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { organiserFile, organiserFileSchema, type StationSecrets } from '../keys/fair-pack.ts';
import {
  keepOwnFile,
  keysOfFile,
  type OpenedKeys,
  type OpenKeysFault,
  ownOrganiserFile,
  reviseOwnFile,
} from '../keys/own-keys.ts';
import { recoveredKeys } from '../keys/recovery.ts';
import type { Scan } from '../reader/scan.ts';
import type { AuditDeed } from '../store/audit.ts';
import { givenKeys } from './given-keys.ts';
import type { SetUpBench } from './set-up-bench.ts';

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  readonly folder: string;
  readonly signedFair?: () => Promise<SignedFair | undefined>;
  readonly sampleKeys?: FairKeys;
  /** With which this station was opened just now. */
  readonly openedKeys?: OpenedKeys;
  /** This station's own, with the verifiers of PINs that the organiser may have chosen. */
  readonly secrets?: Pick<StationSecrets, 'pins'>;
  readonly note: (deed: AuditDeed) => void;
  readonly emit: (event: StationEvent) => void;
  readonly randomBytes: (length: number) => Uint8Array;
}

type KeyHandlers = Pick<
  Handlers,
  Extract<AnsweredBy<'station'>, `keys.${string}`> | 'setup.openSample' | 'setup.lock'
>;

interface KeysHere {
  readonly handlers: KeyHandlers;
  /** A recovery sheet among the scans; false for every other one. */
  readonly takeSheet: (scan: Scan) => boolean;
}

/** Opens and forgets the organiser's keys. */
export function keyCalls(options: Options, bench: SetUpBench): KeysHere {
  const { revisions, folder, sampleKeys, note } = options;
  const given = givenKeys({ folder, newest: revisions.newest, emit: options.emit });
  let turn: Promise<unknown> = Promise.resolve();

  function unlock(keys: OpenedKeys) {
    note({ did: 'keys-opened' });
    bench.unlock(keys);
    return ok({});
  }

  async function open(passphrase: string) {
    const toOpen = await given.toOpen();
    if (!toOpen.ok) return toOpen;
    const opened =
      toOpen.value.is === 'sheet'
        ? await broughtIn(toOpen.value.sheet, passphrase)
        : await keysOfFile(toOpen.value.file, revisions.newest(), passphrase);
    // A passphrase may be mistyped: what was given stays for another try.
    if (!opened.ok) return opened;
    given.forget();
    const newest = await options.signedFair?.();
    if (newest) await reviseOwnFile(folder, newest);
    return unlock(opened.value);
  }

  /** From the sheet into the folder, so that from now on the passphrase is enough here. */
  async function broughtIn(
    sheet: RecoverySheet,
    passphrase: string,
  ): Promise<Result<OpenedKeys, OpenKeysFault | DiskFault>> {
    const fair = revisions.newest();
    const keys = await recoveredKeys(sheet, fair, passphrase, options.secrets?.pins);
    if (!keys.ok) return keys;
    const own = await organiserFile(fair, keys.value, passphrase, options.randomBytes);
    try {
      await keepOwnFile(folder, organiserFileSchema.parse(own));
    } catch (error) {
      const fault = diskFault(error);
      if (!fault) throw error;
      return fail(fault);
    }
    note({ did: 'keys-recovered' });
    return ok({ keys: keys.value, passphrase });
  }

  if (options.openedKeys) unlock(options.openedKeys);
  const handlers: KeyHandlers = {
    'keys.state': async () => ({ open: bench.opened() !== undefined, file: await fileKind() }),
    'keys.begin': ({ bytes }) => {
      given.begin(bytes);
      return {};
    },
    'keys.part': ({ base64 }) => given.part(base64),
    'keys.sheetLines': ({ lines }) => given.lines(lines),
    /** One try at a time: each takes 128 MiB. */
    'keys.open': ({ passphrase }) => {
      const mine = turn.then(() => open(passphrase));
      turn = mine.catch(() => undefined);
      return mine;
    },
    'setup.openSample': () =>
      sampleKeys ? unlock({ keys: sampleKeys }) : fail({ kind: 'not-a-sample' }),
    'setup.lock': () => {
      bench.lock();
      return {};
    },
  };
  return { handlers, takeSheet: (scan: Scan): boolean => given.scanned(scan) };

  async function fileKind() {
    if (sampleKeys) return 'sample' as const;
    const own = await ownOrganiserFile(folder);
    return own.ok || own.fault.kind !== 'no-file' ? ('here' as const) : ('none' as const);
  }
}
