import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StickBackup } from '../../../../shared/contract/afterwards.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import { dayAndHour, dayAndTime, wallClock } from '../../../../shared/calendar.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { type OnStick, onSticks } from '../../export/on-sticks.ts';
import { keptLists } from '../../people/kept-rosters.ts';
import { type Backup, BACKUPS, takeBackup } from '../../store/backup.ts';
import { storageFault } from '../../store/storage-fault.ts';
import type { AfterwardsOptions } from './afterwards-options.ts';
import { listsFromBackup, listsToBackUp } from './kept-lists.ts';
import {
  type BackedUpFiles,
  type BackupHead,
  type HeadFault,
  LONGEST_HEAD,
  MOST_SEALED_BYTES,
  openBackup,
  readBackupHead,
  sealBackup,
} from './sealed-backup.ts';

/** A backup goes to a stick sealed, with the signed fair beside it, and comes back to the same station of the fair. */

const SEALED_FILE = '备份.chunfeng';
const LEDGER = 'ledger.db';

type Calls = Pick<
  Handlers,
  'afterwards.sealBackup' | 'afterwards.stickBackups' | 'afterwards.takeBackup'
>;

export function stickBackupCalls(options: AfterwardsOptions): Calls {
  const { folder, station, store, secrets, listMedia, handOverSet, note, onTrouble } = options;
  const fair = () => options.revisions.newest();
  let shown: readonly OnStick[] = [];

  async function sealed({ file, facts, atMs }: Backup) {
    const { id, sealingKey } = fair();
    const ledger = await readFile(join(folder, BACKUPS, file));
    const lists = await keptLists(folder);
    const people = lists.reduce((sum, list) => sum + list.people, 0);
    return sealBackup(
      { fair: id, slot: station.slot, madeMs: atMs, facts, people },
      [{ name: LEDGER, bytes: ledger }, ...(await listsToBackUp(folder))],
      { sealingKey, passSeed: secrets.passSeed },
    );
  }

  async function setOf(backup: Backup) {
    const { id, utcOffsetMinutes } = fair();
    const { day } = dayAndHour(backup.atMs, utcOffsetMinutes);
    const time = wallClock(backup.atMs, utcOffsetMinutes).replace(':', '');
    const signed = await options.signedFair?.();
    return {
      name: `备份-${id}-${station.slot}号-${day}-${time}`,
      replaces: false,
      files: [
        { name: SEALED_FILE, bytes: await sealed(backup) },
        // In the clear: who takes over at a new machine needs the fair before the keys.
        ...(signed ? [{ name: 'fair.json', bytes: Buffer.from(JSON.stringify(signed)) }] : []),
      ],
    };
  }

  return {
    'afterwards.sealBackup': async () => {
      try {
        const made = await store.backup();
        if (!made.ok) return fail({ kind: 'backup-failed' });
        const { facts } = made.value;
        return ok(
          handOverSet(await setOf(made.value), () => note({ did: 'backup-sealed', facts })),
        );
      } catch (error) {
        onTrouble(error);
        return fail({ kind: storageFault(error) === 'disk-full' ? 'disk-full' : 'backup-failed' });
      }
    },
    'afterwards.stickBackups': async () => {
      const there = await onSticks(listMedia, /\.chunfeng$/);
      shown = there.files;
      const { utcOffsetMinutes } = fair();
      const files = await Promise.all(
        there.files.map(async ({ id, stick, name, path }): Promise<StickBackup> => {
          const head = await headAt(path, options);
          if (!head.ok) return { is: head.fault.kind, id, stick, name };
          const { facts, people, madeMs } = head.value;
          const at = dayAndTime(madeMs, utcOffsetMinutes);
          return { is: 'ours', id, stick, name, at, facts, people };
        }),
      );
      return { sticks: there.sticks, files: files.toSorted(newestFirst) };
    },
    'afterwards.takeBackup': async ({ id }) => {
      const keys = options.keys();
      if (!keys) return fail({ kind: 'locked' });
      const path = shown.find((each) => each.id === id)?.path;
      return path === undefined ? fail({ kind: 'gone' }) : bringBack(path, keys.sealingKey);
    },
  };

  async function bringBack(path: string, sealingKey: Uint8Array) {
    const head = await headAt(path, options);
    if (!head.ok) return head;
    const bytes = await readFile(path).catch(() => undefined);
    if (!bytes) return fail({ kind: 'gone' as const });
    const files = await openBackup(bytes, head.value, sealingKey);
    return files.ok ? putAmongOwn(files.value, head.value.madeMs) : files;
  }

  async function putAmongOwn(files: BackedUpFiles, madeMs: number) {
    const ledger = files.find(({ name }) => name === LEDGER);
    if (!ledger) return fail({ kind: 'damaged' as const });
    try {
      const taken = await takeBackup(folder, ledger.bytes, madeMs, options.atLength);
      if (!taken.ok) return taken;
      await store.eraseFromTaken();
      const lists = await listsFromBackup(folder, files);
      const { file, facts, atMs } = taken.value;
      note({ did: 'backup-taken', facts });
      const at = dayAndTime(atMs, fair().utcOffsetMinutes);
      return ok({ backup: { file, at, facts }, lists });
    } catch (error) {
      const fault = storageFault(error);
      if (!fault) throw error;
      onTrouble(error);
      return fail({ kind: fault });
    }
  }
}

const madeAt = (file: StickBackup): string =>
  file.is === 'ours' ? `${file.at.day} ${file.at.time}` : '';
const newestFirst = (a: StickBackup, b: StickBackup): number => (madeAt(a) < madeAt(b) ? 1 : -1);

/** The beginning alone: a list of sticks must not read gigabytes. */
async function headAt(
  path: string,
  { revisions, station }: Pick<AfterwardsOptions, 'revisions' | 'station'>,
): Promise<Result<BackupHead, HeadFault | { readonly kind: 'gone' }>> {
  try {
    if ((await stat(path)).size > MOST_SEALED_BYTES) return fail({ kind: 'no-backup' });
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LONGEST_HEAD),
        0,
        LONGEST_HEAD,
        0,
      );
      return readBackupHead(buffer.subarray(0, bytesRead), revisions.newest(), station.slot);
    } finally {
      await handle.close();
    }
  } catch {
    return fail({ kind: 'gone' });
  }
}
