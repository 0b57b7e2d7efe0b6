import { dayAndHour } from '../../../shared/calendar.ts';
import type { Notice, StaffStatus } from '../../../shared/contract/station.ts';
import type { Fair, Role, StationSlot } from '../../../shared/fair.ts';
import { auditView } from '../../../shared/report/audit-log.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { HandedOver } from '../../../shared/contract/shapes.ts';
import type { StationPrinting } from '../print/printing.ts';
import type { ReaderHealth } from '../reader/reader-set.ts';
import type { AuditDeed } from '../store/audit.ts';
import { auditLog } from './audit-log.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import { paperCounts } from './paper-counts.ts';
import type { staffDoor } from './staff-pin.ts';

export interface StaffPanelOptions {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly store: Store;
  readonly door: ReturnType<typeof staffDoor>;
  /** Also slow to guess; absent if the fair has no organiser's PIN. */
  readonly organiserDoor: ReturnType<typeof staffDoor> | undefined;
  readonly role: () => Role;
  /** The roles that this station's keys allow. */
  readonly roles: readonly Role[];
  readonly setRole: (role: Role) => Promise<void>;
  readonly sync: () => StaffStatus['sync'];
  /** Makes a file of that name of the station's facts. */
  readonly handOverFacts: (name: string, onSaved: () => void) => Promise<HandedOver>;
  readonly onTrouble: (error: unknown) => void;
  readonly folder: string;
  readonly version: string;
  readonly now: () => number;
  readonly moment: (ms: number) => Notice['at'];
  readonly readers: () => ReaderHealth[];
  readonly printer: Pick<StationPrinting, 'systemPrinters' | 'stateNow' | 'check'>;
  readonly onPrinting: () => void;
  /** Absent if there is no kiosk window to leave. */
  readonly leave: (() => void) | undefined;
}

type StaffCalls = Pick<
  Handlers,
  | 'staff.open'
  | 'staff.status'
  | 'staff.lane'
  | 'staff.printing'
  | 'staff.checkPrinter'
  | 'staff.setPrinting'
  | 'staff.paper'
  | 'staff.enterPaper'
  | 'staff.undoPaper'
  | 'staff.role'
  | 'staff.audit'
  | 'staff.saveFacts'
  | 'staff.backup'
  | 'staff.acknowledge'
  | 'staff.close'
  | 'staff.leave'
>;

/** What staff see and do at a station, behind the PIN. */
export function staffCalls(options: StaffPanelOptions): StaffCalls {
  const { fair, station, store, door, now, moment } = options;
  const staffOnly = fail({ kind: 'staff-only' });
  /** A full disk must not lock staff out of anything. */
  const note = (deed: AuditDeed): void =>
    void saving(options.onTrouble, () => store.audit.note(deed));
  const paper = paperCounts({ ...options, moment });
  return {
    'staff.open': async ({ pin }) => {
      const opened = await door.open(pin);
      if (opened.ok) note({ did: 'staff-opened' });
      else if (opened.fault.kind === 'locked') note({ did: 'locked-out', from: 'staff' });
      return opened;
    },
    'staff.status': async ({ key }) =>
      door.admits(key) ? ok(await statusNow(options)) : staffOnly,
    'staff.lane': ({ key, lane }) => {
      if (!door.admits(key)) return staffOnly;
      store.settings.setLane(lane);
      return ok(lane);
    },
    'staff.printing': async ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      const system = await options.printer.systemPrinters();
      const state = options.printer.stateNow();
      return ok({ setting: store.settings.printing(), system, state });
    },
    'staff.checkPrinter': async ({ key }) =>
      door.admits(key) ? ok(await options.printer.check()) : staffOnly,
    'staff.setPrinting': ({ key, setting }) => {
      if (!door.admits(key)) return staffOnly;
      store.settings.setPrinting(setting);
      options.onPrinting();
      return ok(setting);
    },
    'staff.paper': ({ key }) => (door.admits(key) ? ok(paper.list()) : staffOnly),
    'staff.enterPaper': (input) => (door.admits(input.key) ? paper.enter(input) : staffOnly),
    'staff.undoPaper': (input) => (door.admits(input.key) ? paper.undo(input) : staffOnly),
    'staff.role': async ({ key, role, pin }) => {
      if (!door.admits(key)) return staffOnly;
      const { organiserDoor } = options;
      if (!organiserDoor || !options.roles.includes(role)) return fail({ kind: 'not-possible' });
      const opened = await organiserDoor.open(pin);
      if (!opened.ok) {
        if (opened.fault.kind === 'locked') {
          note({ did: 'locked-out', from: 'organiser' });
        }
        return opened;
      }
      note({ did: 'role-changed', from: options.role(), to: role });
      await options.setRole(role);
      return ok({ role });
    },
    'staff.audit': ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      return ok(auditView(fair, auditLog(store.audit)));
    },
    'staff.saveFacts': async ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
      const name = `facts-${fair.id}-${station.slot}-${day}.json`;
      return ok(await options.handOverFacts(name, () => note({ did: 'facts-saved' })));
    },
    'staff.backup': async ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      const made = await store.backup().catch((error: unknown) => {
        options.onTrouble(error);
        return orNothing(error);
      });
      if (!made?.ok) return fail({ kind: 'backup-failed' });
      return ok({ at: moment(made.value.atMs), facts: made.value.facts });
    },
    'staff.acknowledge': ({ key, upTo }) => {
      if (!door.admits(key)) return staffOnly;
      store.notices.markRead(upTo);
      return ok({});
    },
    'staff.close': ({ key }) => {
      if (door.admits(key)) door.shut();
      return {};
    },
    'staff.leave': ({ key }) => {
      if (!door.admits(key)) return staffOnly;
      if (!options.leave) return fail({ kind: 'not-here' });
      note({ did: 'kiosk-left' });
      options.leave();
      return ok({});
    },
  };
}

async function statusNow(options: StaffPanelOptions): Promise<StaffStatus> {
  const { fair, station, store, now, moment } = options;
  const { ledger, notices, settings } = store;
  const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
  const backup = await store.newestBackup().catch(orNothing);
  return {
    station: station.name,
    slot: station.slot,
    fair: fair.name,
    sample: fair.sample,
    version: options.version,
    lane: settings.lane(),
    role: options.role(),
    roles: [...options.roles],
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
    newestNotice: notices.newest(),
    backup: backup ? { at: moment(backup.atMs), facts: backup.facts } : null,
    sync: options.sync(),
    folder: options.folder,
    canLeave: options.leave !== undefined,
  };
}

/** Staff must see their page above all when the disk fails. */
function orNothing(error: unknown): undefined {
  if (!diskFault(error)) throw error;
  return undefined;
}
