import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import {
  type ArrivingFile,
  arrivedBytes,
  arrivingFile,
  contentOf,
  withPart,
} from '../export/arriving-file.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import type { OrganiserFile } from '../keys/fair-pack.ts';
import {
  keysOfFile,
  type OpenedKeys,
  ownOrganiserFile,
  type OwnFileFault,
  readOrganiserFile,
  reviseOwnFile,
} from '../keys/own-keys.ts';
import type { AuditDeed } from '../store/audit.ts';
import type { SetUpBench } from './set-up-bench.ts';

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  readonly folder: string;
  readonly signedFair?: () => Promise<SignedFair | undefined>;
  readonly sampleKeys?: FairKeys;
  /** With which this station was opened just now. */
  readonly openedKeys?: OpenedKeys;
  readonly note: (deed: AuditDeed) => void;
}

export type KeyHandlers = Pick<
  Handlers,
  Extract<AnsweredBy<'station'>, `keys.${string}`> | 'setup.openSample' | 'setup.lock'
>;

/** Opens and forgets the organiser's keys. */
export function keyCalls(options: Options, bench: SetUpBench): KeyHandlers {
  const { revisions, folder, sampleKeys, note } = options;
  let arriving: ArrivingFile | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function unlock(keys: OpenedKeys) {
    note({ did: 'keys-opened' });
    bench.unlock(keys);
    return ok({});
  }

  function fileToOpen(): Promise<Result<OrganiserFile, OwnFileFault>> {
    if (!arriving) return ownOrganiserFile(folder);
    if (arrivedBytes(arriving) < arriving.bytes) return Promise.resolve(fail({ kind: 'no-file' }));
    return Promise.resolve(readOrganiserFile(contentOf(arriving)));
  }

  async function open(passphrase: string) {
    const file = await fileToOpen();
    if (!file.ok) {
      arriving = undefined;
      return file;
    }
    const opened = await keysOfFile(file.value, revisions.newest(), passphrase);
    // A passphrase may be mistyped: the file that was sent stays for another try.
    if (!opened.ok) return opened;
    arriving = undefined;
    const newest = await options.signedFair?.();
    if (newest) await reviseOwnFile(folder, newest);
    return unlock(opened.value);
  }

  if (options.openedKeys) unlock(options.openedKeys);
  return {
    'keys.state': async () => ({ open: bench.opened() !== undefined, file: await fileKind() }),
    'keys.begin': ({ bytes }) => {
      arriving = arrivingFile(bytes);
      return {};
    },
    'keys.part': ({ base64 }) => {
      if (!arriving) return fail({ kind: 'gone' });
      arriving = withPart(arriving, base64);
      return ok({});
    },
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

  async function fileKind() {
    if (sampleKeys) return 'sample' as const;
    const own = await ownOrganiserFile(folder);
    return own.ok || own.fault.kind !== 'no-file' ? ('here' as const) : ('none' as const);
  }
}
