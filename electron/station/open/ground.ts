import { EventEmitter } from 'node:events';
import { authorityOf } from '../../../shared/authority.ts';
import { dayAndHour, dayAndTime } from '../../../shared/calendar.ts';
import type { EventPayload } from '../../../shared/contract/calls.ts';
import type { Notice } from '../../../shared/contract/station.ts';
import type { Role, StationSlot } from '../../../shared/fair.ts';
import { firstRole } from '../../../shared/machines/stand-ins.ts';
import { type DiskFault, diskFault } from '../../../shared/disk-fault.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { unwatched } from '../clock/at-length.ts';
import { openStore } from '../store/open-store.ts';
import type { Store, StoreFault, StoreOptions } from '../store/store.ts';
import { noticeBoard, type Notify } from './notice-board.ts';
import { type FairRevisions, fairRevisions } from './revisions.ts';
import { rolesFor } from './role-switch.ts';
import type { StationOptions } from './station-options.ts';
import { undrawableIn } from './undrawable.ts';
import { type StationPage, stationPage } from './station-page.ts';

export type StationFault = StoreFault | DiskFault | { readonly kind: 'no-such-slot' };

/** Events from parts of a station that open early to parts that open late. */
interface Signals {
  readonly written: [];
  readonly clockJumped: [byMs: number];
  readonly ledgerGone: [what: 'file' | 'log'];
  /** Readers, printer or notices changed: the server should know. */
  readonly condition: [];
  /** One came: a newer one, or one that does not follow ours. */
  readonly revisions: [];
  /** A revision came that does not follow ours. */
  readonly fairSplit: [revision: number];
  /** The role changed, or its duty was renewed for a newer fair. */
  readonly duty: [];
}

/** What every part of a station builds on: its store, its page, its fair and its clock. */
export interface StationGround {
  readonly options: StationOptions;
  readonly station: StationSlot;
  /** The role at start. */
  readonly role: Role;
  readonly signals: EventEmitter<Signals>;
  readonly revisions: FairRevisions;
  readonly page: StationPage;
  readonly store: Store;
  readonly today: () => string;
  readonly moment: (ms: number) => Notice['at'];
  /** Returns that many random bytes, in hex. */
  readonly random: (length: number) => string;
  readonly notify: Notify;
  /** For the log, plus a notice for staff: something may not have been saved. */
  readonly onLedgerTrouble: (what: string, error: unknown) => void;
  /** For the log; and where it is the disk, a notice for staff. The work is tried again. */
  readonly onDiskTrouble: (what: string, error: unknown) => void;
  readonly live: () => EventPayload<'live'>;
  /** Sends the page the count; if that cannot be read, the person just checked in stays checked in. */
  readonly showLive: () => void;
}

export async function openGround(
  options: StationOptions,
): Promise<Result<StationGround, StationFault>> {
  const { fair, now, randomBytes, onTrouble } = options;
  const station = fair.stations.find(({ slot }) => slot === options.slot);
  if (!station) return fail({ kind: 'no-such-slot' });
  const signals = new EventEmitter<Signals>();
  const revisions = fairRevisions(fair, options.keepRevision, {
    onNewer: () => signals.emit('revisions'),
    onSplit(revision) {
      signals.emit('fairSplit', revision);
      signals.emit('revisions');
    },
  });
  const today = () => dayAndHour(now(), revisions.inForce().utcOffsetMinutes).day;
  const moment = (ms: number) => dayAndTime(ms, revisions.inForce().utcOffsetMinutes);

  const { atLength = unwatched } = options;
  const opening: StoreOptions = {
    folder: options.folder,
    atLength,
    secret: options.secrets.passSeed,
    fair: fair.id,
    slot: station.slot,
    utcOffsetMinutes: fair.utcOffsetMinutes,
    authority: () => authorityOf(revisions.newest()),
    revision: () => revisions.inForce().revision,
    now,
    randomBytes,
    moment,
    onWritten: () => signals.emit('written'),
    onClockJump: (byMs) => signals.emit('clockJumped', byMs),
    onGone: (what) => signals.emit('ledgerGone', what),
  };
  const opened = await atLength('ledger', () => openStore(opening));
  if (!opened.ok) return opened;
  const store = opened.value;
  const roles = rolesFor(station.slot, fair, options.secrets);
  const role = [store.settings.role(), firstRole(fair, station.slot), station.role].find(
    (each) => each && roles.includes(each),
  );
  if (!role) {
    store.close();
    return fail({ kind: 'no-such-slot' });
  }
  try {
    store.people.putRegistrations(options.registrations);
    await store.eraseAgain();
  } catch (error) {
    store.close();
    throw error;
  }

  const notify = noticeBoard(
    store.notices,
    () => moment(now()),
    (error) => onTrouble('notice', error),
  );
  signals.on('clockJumped', (byMs) =>
    notify({ kind: 'clock-jumped', byMinutes: Math.round(byMs / 60_000) }),
  );
  signals.on('fairSplit', (revision) => notify({ kind: 'fair-split', revision }));
  signals.on('ledgerGone', (what) => notify({ kind: 'ledger-gone', what }));
  signals.on('revisions', () => {
    try {
      atLength('ledger', () => store.ledger.judgeAgain());
    } catch (error) {
      // The next start judges again.
      onDiskTrouble('revision', error);
    }
  });
  const look = (): void => {
    const characters = undrawableIn(revisions.newest(), options.registrations);
    if (characters.length > 0) notify({ kind: 'undrawable', characters });
  };
  look();
  signals.on('revisions', look);
  const page = stationPage(options.timers);
  const live = () => ({ attendeesToday: store.ledger.tally(today(), 'attendees') });
  function onDiskTrouble(what: string, error: unknown): void {
    onTrouble(what, error);
    const fault = diskFault(error);
    if (fault) notify({ kind: 'disk-failing', why: fault.kind });
  }
  return ok({
    options,
    station,
    role,
    signals,
    revisions,
    page,
    store,
    today,
    moment,
    random: (length) => Buffer.from(randomBytes(length)).toString('hex'),
    notify,
    onLedgerTrouble(what, error) {
      onTrouble(what, error);
      const reason = error instanceof Error ? error.message : 'unknown';
      notify({ kind: 'ledger-failing', reason });
    },
    onDiskTrouble,
    live,
    showLive() {
      try {
        page.emit({ name: 'live', payload: live() });
      } catch (error) {
        onDiskTrouble('live', error);
      }
    },
  });
}
