import { dayAndHour, dayAndTime } from '../../../../shared/calendar.ts';
import { diskFault } from '../../../../shared/disk-fault.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { inventory } from '../../ending/inventory.ts';
import { listedRosters } from '../../people/registered-boxes.ts';
import { listBackups } from '../../store/backup.ts';
import { goodBackup, orderRestore } from '../../store/restoring.ts';
import { saving } from '../../store/saving.ts';
import type { AfterwardsHandlers, AfterwardsOptions } from './afterwards-options.ts';
import { endCalls } from './end-calls.ts';
import { machineEndCalls } from './machine-ends-here.ts';
import { onDisk } from './on-disk.ts';
import { peopleAfterwards } from './people-afterwards.ts';
import { stickBackupCalls } from './stick-backups.ts';
import { stickCalls } from './stick-calls.ts';

/** The evening of a fair and what comes after it, at an organiser's station. */

export function afterwardsCallsHere(options: AfterwardsOptions): AfterwardsHandlers {
  return {
    ...eveningCalls(options),
    ...peopleAfterwards(options),
    ...stickCalls(options),
    ...backupCalls(options),
    ...stickBackupCalls(options),
    ...endCalls(options),
    ...machineEndCalls(options),
  };
}

type Part<N extends string> = Pick<
  AfterwardsHandlers,
  Extract<keyof AfterwardsHandlers, `afterwards.${N}`>
>;

function eveningCalls(options: AfterwardsOptions): Part<'state' | 'mark' | 'stored'> {
  const { folder, revisions, store, ending, sample, now, note, onTrouble } = options;
  return {
    'afterwards.state': async () => {
      const { keepUntil, utcOffsetMinutes, boxesToServer } = revisions.newest();
      const signed = ending?.signed();
      const timeText = (ms: number) => dayAndTime(ms, utcOffsetMinutes);
      return {
        marks: store.settings.eveningMarks(),
        sticks: [...store.settings.sticksTaken()],
        boxes: {
          here: store.people.countOthersBoxes(),
          lists: (await listedRosters(folder)).length,
          overNetwork: boxesToServer ?? false,
          hasServer: options.target() !== undefined,
        },
        backups: (await listBackups(folder)).map(({ file, atMs, facts }) => ({
          file,
          at: timeText(atMs),
          facts,
        })),
        facts: store.ledger.count(),
        end: {
          keepUntil,
          isPast: dayAndHour(now(), utcOffsetMinutes).day > keepUntil,
          signed: signed ? timeText(signed.ms) : null,
          gives: options.gives() ?? null,
        },
      };
    },
    'afterwards.mark': ({ step, mark }) => {
      const { [step]: _before, ...others } = store.settings.eveningMarks();
      const marks = mark ? { ...others, [step]: { ...mark, atMs: now() } } : others;
      const saved = saving(onTrouble, () => store.settings.setEveningMarks(marks));
      if (!saved.ok) return saved;
      if (mark) note({ did: 'evening-marked', step, by: mark.by });
      return ok({});
    },
    'afterwards.stored': () =>
      inventory(folder, sample ? { is: 'sample' } : { is: 'fair', fair: revisions.newest() }),
  };
}

function backupCalls(options: AfterwardsOptions): Part<'backUp' | 'restore'> {
  const { folder, store, ending, onTrouble } = options;
  return {
    'afterwards.backUp': async () => {
      try {
        const made = await store.backup();
        return made.ok ? ok({}) : fail({ kind: 'backup-failed' });
      } catch (error) {
        onTrouble(error);
        const isFull = diskFault(error)?.kind === 'disk-full';
        return fail({ kind: isFull ? 'disk-full' : 'backup-failed' });
      }
    },
    'afterwards.restore': async ({ file }) => {
      if (!ending) return fail({ kind: 'not-here' });
      const backup = await goodBackup(folder, file);
      if (!backup.ok) return backup;
      const ordered = await onDisk(onTrouble, () => orderRestore(folder, file));
      if (!ordered.ok) return ordered;
      ending.again();
      return ok({});
    },
  };
}
