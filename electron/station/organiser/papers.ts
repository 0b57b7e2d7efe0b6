import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { type DiskFault, diskFault } from '../../../shared/disk-fault.ts';
import type { Fair } from '../../../shared/fair.ts';
import { recoveryCodeText, recoveryLines } from '../../../shared/recovery-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Pins } from '../keys/fair-keys.ts';
import { staffCardOf, typedPinsOf } from '../keys/fair-root.ts';
import { pinVerifiers } from '../keys/pin-verifiers.ts';
import { recoverySheet } from '../keys/recovery.ts';
import { keepSteps, stepsToDo } from '../new-fair/first-steps.ts';
import type { AuditDeed } from '../store/audit.ts';
import type { SetUpBench } from './set-up-bench.ts';

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  readonly folder: string;
  readonly station: { readonly slot: number };
  readonly note: (deed: AuditDeed) => void;
  readonly randomBytes: (length: number) => Uint8Array;
}

type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, `newfair.${string}`>>;

/** What is left to do after a fair was made: first of all its papers, which come from its root again and again. */
export function paperCalls(options: Options, bench: SetUpBench): Calls {
  const { revisions, folder, station, note, randomBytes } = options;
  return {
    'newfair.steps': async () => ({ todo: [...(await stepsToDo(folder))] }),
    'newfair.done': async ({ step }) => {
      const left = (await stepsToDo(folder)).filter((each) => each !== step);
      return kept(() => keepSteps(folder, left));
    },
    'newfair.papers': async () => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      bench.touch();
      const { keys, passphrase } = opened;
      const fair = revisions.newest();
      // A fair of an older program has no root: its organiser's file is what goes into the safe.
      if (!keys.root || passphrase === undefined) return fail({ kind: 'no-root' });
      const sheet = await recoverySheet(fair, keys.root, passphrase, randomBytes);
      note({ did: 'papers-made' });
      return ok({
        fair: fair.name,
        organiser: fair.organiser,
        recovery: { code: recoveryCodeText(sheet), lines: recoveryLines(sheet) },
        staffCard: staffCardOf(keys.root, fair),
        pins: await pinsOf(keys.root, keys.pins),
        stations: fair.stations.map(({ slot, role, name }) => ({ slot, role, name })),
        slot: station.slot,
      });
    },
  };
}

/** Only where they are the root's: who chose others knows them, and nobody else does. */
async function pinsOf(root: Uint8Array, known: Pins | undefined) {
  const typed = typedPinsOf(root);
  const own = await pinVerifiers(root, typed);
  const isOwn =
    known?.staffPin.hash === own.staffPin.hash && known.organiserPin.hash === own.organiserPin.hash;
  return isOwn ? { staff: typed.staffPin, organiser: typed.organiserPin } : null;
}

async function kept(work: () => Promise<void>): Promise<Result<Record<string, never>, DiskFault>> {
  try {
    await work();
    return ok({});
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    return fail(fault);
  }
}
