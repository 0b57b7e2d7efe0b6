import { dayAndHour } from '../../shared/calendar.ts';
import type { Notice } from '../../shared/contract.ts';
import type { Fair, StationSlot } from '../../shared/fair.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Handlers } from '../door/dispatch.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { ReaderHealth } from '../reader/reader-set.ts';
import type { Store } from '../store/store.ts';
import type { staffDoor } from './staff-pin.ts';

export interface StaffPanelOptions {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly store: Store;
  readonly door: ReturnType<typeof staffDoor>;
  readonly folder: string;
  readonly version: string;
  readonly now: () => number;
  readonly moment: (ms: number) => Notice['at'];
  readonly readers: () => ReaderHealth[];
  readonly printer: Pick<StationPrinting, 'systemPrinters'>;
  readonly onPrinting: () => void;
  /** Absent where there is no kiosk window to leave. */
  readonly leave: (() => void) | undefined;
}

type StaffCalls = Pick<
  Handlers,
  | 'staff.open'
  | 'staff.status'
  | 'staff.lane'
  | 'staff.printing'
  | 'staff.setPrinting'
  | 'staff.backup'
  | 'staff.acknowledge'
  | 'staff.leave'
>;

/** What staff see and do at a station, behind the PIN. */
export function staffCalls(options: StaffPanelOptions): StaffCalls {
  const { fair, station, store, door, now, moment } = options;
  const staffOnly = fail({ kind: 'staff-only' });
  return {
    'staff.open': ({ pin }) => door.open(pin),
    'staff.status': async ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      const { ledger, notices, settings } = store;
      const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
      const backup = await store.newestBackup();
      return ok({
        station: station.name,
        slot: station.slot,
        fair: fair.name,
        sample: fair.sample,
        version: options.version,
        lane: settings.lane(),
        facts: ledger.count(),
        headSeq: ledger.head.seq,
        headHash: ledger.head.hash,
        incarnation: ledger.incarnation,
        today: {
          attendees: ledger.tally(day, 'attendees'),
          entries: ledger.tally(day, 'entries'),
          anonymous: ledger.tally(day, 'anonymous'),
        },
        readers: options.readers().map(({ trouble, lastScan, lastComplaint, ...reader }) => ({
          ...reader,
          trouble: trouble ?? null,
          lastScan: lastScan === undefined ? null : moment(lastScan),
          lastComplaint: lastComplaint ? { ...lastComplaint, at: moment(lastComplaint.at) } : null,
        })),
        notices: notices.unread(),
        backup: backup ? { at: moment(backup.atMs), facts: backup.facts } : null,
        folder: options.folder,
        canLeave: options.leave !== undefined,
      });
    },
    'staff.lane': ({ key, lane }) => {
      if (!door.admits(key)) return staffOnly;
      store.settings.setLane(lane);
      return ok(lane);
    },
    'staff.printing': async ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      const system = await options.printer.systemPrinters();
      return ok({ setting: store.settings.printing(), system });
    },
    'staff.setPrinting': ({ key, setting }) => {
      if (!door.admits(key)) return staffOnly;
      store.settings.setPrinting(setting);
      options.onPrinting();
      return ok(setting);
    },
    'staff.backup': async ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      const made = await store.backup();
      if (!made.ok) return fail({ kind: 'backup-failed' });
      return ok({ at: moment(made.value.atMs), facts: made.value.facts });
    },
    'staff.acknowledge': ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      store.notices.markRead();
      return ok({});
    },
    'staff.leave': ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      if (!options.leave) return fail({ kind: 'not-here' });
      options.leave();
      return ok({});
    },
  };
}
