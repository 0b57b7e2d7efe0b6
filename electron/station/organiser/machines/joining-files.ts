import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { HandOverSet } from '../../export/saved-files.ts';
import { newPassphrase, stationFile } from '../../keys/fair-pack.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import type { AuditDeed } from '../../store/audit.ts';
import type { SetUpBench } from '../set-up-bench.ts';

/**
 * The files by which machines join from a stick (P130): the same that `fair create` makes, under a passphrase of
 * their own. Each takes most of a second, so the page asks for one after the other.
 */

interface Options {
  readonly newest: () => Fair;
  /** The slot of this station. */
  readonly here: number;
  readonly bench: Pick<SetUpBench, 'opened' | 'touch'>;
  readonly handOverSet: HandOverSet;
  readonly note: (deed: AuditDeed) => void;
  readonly randomBytes: (length: number) => Uint8Array;
}

type Calls = Pick<Handlers, 'machines.filesBegin' | 'machines.filesNext' | 'machines.filesDrop'>;

interface Making {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly slots: readonly number[];
  readonly passphrase: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export function joiningFiles(options: Options): Calls {
  const { newest, here, bench, handOverSet, note, randomBytes } = options;
  let making: Making | undefined;

  function made({ fair, slots, passphrase, files }: Making) {
    const [first = 0, ...others] = slots;
    // One machine's file takes no other machine's from the stick.
    const one = others.length === 0 ? `-${first}号` : '';
    const file = handOverSet({ name: `让机器加入-${fair.id}${one}`, files, replaces: true }, () =>
      note({ did: 'joining-files-made', stations: slots.length }),
    );
    return { file, passphrase };
  }

  return {
    'machines.filesBegin': ({ slots }) => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      const fair = newest();
      const joins = (slot: number): boolean =>
        slot !== here &&
        !fair.revoked.includes(slot) &&
        fair.stations.some((station) => station.slot === slot);
      if (!slots.every(joins)) return fail({ kind: 'no-such-slot' });
      bench.touch();
      const passphrase = newPassphrase(randomBytes);
      making = { fair, keys: opened.keys, slots: [...new Set(slots)], passphrase, files: [] };
      return ok({});
    },
    'machines.filesNext': async () => {
      const mine = making;
      const slot = mine?.slots[mine.files.length];
      if (!mine || slot === undefined) return fail({ kind: 'gone' });
      bench.touch();
      const { fair, keys, passphrase } = mine;
      const file = await stationFile(fair, keys, slot, passphrase, randomBytes);
      // Somebody stopped it meanwhile, or began again.
      if (making !== mine) return fail({ kind: 'gone' });
      const name = `station-${String(slot).padStart(2, '0')}.json`;
      const now = {
        ...mine,
        files: [...mine.files, { name, bytes: Buffer.from(`${JSON.stringify(file)}\n`) }],
      };
      const isLast = now.files.length === now.slots.length;
      making = isLast ? undefined : now;
      return ok({
        done: now.files.length,
        of: now.slots.length,
        made: isLast ? made(now) : null,
      });
    },
    'machines.filesDrop': () => {
      making = undefined;
      return {};
    },
  };
}
