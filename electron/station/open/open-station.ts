import type { StationEvent } from '../../../shared/contract/calls.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import type { Role } from '../../../shared/fair.ts';
import { hasStandIn } from '../../../shared/names/written.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { HandOver, SavedFiles } from '../export/saved-files.ts';
import { openSetUp } from '../organiser/set-up.ts';
import { organiserChooses } from '../print/organiser-chooses.ts';
import { printing } from '../print/printing.ts';
import { pageCamera } from '../reader/page-camera.ts';
import { pageKeyboard } from '../reader/page-keyboard.ts';
import { type ScanQueue, scanQueue } from '../reader/queue.ts';
import { joinedReaders, type ReaderListener } from '../reader/reader-set.ts';
import type { Scan } from '../reader/scan.ts';
import { backupRhythm } from '../store/backup-rhythm.ts';
import type { AuditDeed } from '../store/audit.ts';
import { saving } from '../store/saving.ts';
import { networkTo } from '../sync/network.ts';
import { addressScan } from './address-scan.ts';
import { afterwardsHere } from './afterwards-here.ts';
import { dutyOfRole } from './duty-of-role.ts';
import { openGround, type StationFault, type StationGround } from './ground.ts';
import { staffAndFiles } from './station-files.ts';
import { stationHealth } from './health.ts';
import type { Notify } from './notice-board.ts';
import { adoptWhenQuiet } from './revisions.ts';
import { type RoleSwitch, roleSwitch } from './role-switch.ts';
import { serverLink, targetNow } from './server-link.ts';
import { stationDispatch } from './station-calls.ts';
import type { StationDoor } from './station-door.ts';
import { type StationLists, stationLists } from './station-lists.ts';
import type { StationOptions } from './station-options.ts';

interface ScanFrom {
  readonly scan: Scan;
  readonly reader: string;
}

/**
 * Builds a station from its parts, each using those above it. It knows no windows: each door
 * connects the same contract to the same page.
 */
export async function openStation(
  options: StationOptions,
): Promise<Result<StationDoor, StationFault>> {
  const opened = await openGround(options);
  if (!opened.ok) return opened;
  const ground = opened.value;
  const { signals, revisions, page, store, notify, showLive: onCheckedIn } = ground;
  const { timers, now, onTrouble } = options;
  let lastUsedMs = now();
  const forStaff = staffAndFiles(ground, () => roles.role());
  const { staff, files, takeStaffCard } = forStaff;
  const printer = printerOn(ground, files.handOver, () => roles.role());
  const note = noting(ground);
  const lists = await stationLists(ground);
  const setUp = await setUpOn(ground, files, note, lists);
  const afterwards = afterwardsHere(ground, { keys: setUp.keys, ...files, ...forStaff });
  const scans = scanQueue<ScanFrom>({
    onFailure(error) {
      ground.onDiskTrouble('scan', error);
      if (diskFault(error)) page.emit(notTaken(roles.duty().waitsForPage));
    },
    onOverflow: () => page.emit({ name: 'face', payload: { kind: 'ignored' } }),
  });
  const camera = pageCamera(now);
  const keyboard = pageKeyboard(now);
  const connect = joinedReaders(options.connectReaders, keyboard.connect, camera.connect);
  const readers = await connect(readersOf(ground, scans));
  const backups = backupRhythm(store, timers, (error) => {
    onTrouble('backup', error);
    notify({ kind: 'backup-failed', reason: error.message });
  });
  signals.on('written', () => backups.written());

  const dutyParts = {
    printer,
    readers,
    ...files,
    setUp: { ...setUp.handlers, ...afterwards.handlers },
    onCheckedIn,
  };
  const roles = await roleSwitch({
    role: ground.role,
    open: (role) => dutyOfRole(role, ground, dutyParts),
    keep(role) {
      store.settings.setRole(role);
      // The next person at this station is somebody else.
      setUp.lock();
    },
    onChange: () => signals.emit('duty'),
  });
  const health = stationHealth({
    ...options,
    role: roles.role,
    newest: revisions.newestRevision,
    readers,
    printer,
    notices: store.notices,
  });
  const onNews = (): void => showNews(ground, roles);
  const link = await serverLink(ground, health, onNews, lists);
  const someoneHere = (): boolean => staff.isOpen() || (roles.duty().someoneHere?.() ?? false);
  const end = afterwards.settle(link, { roles, staff, someoneHere });
  const adoption = adoptWhenQuiet({
    ...options,
    revisions,
    someoneHere,
    lastUsedMs: () => lastUsedMs,
    onAdopted: () => void roles.renew().catch((error: unknown) => onTrouble('revision', error)),
  });
  signals.on('revisions', adoption.check).on('revisions', setUp.refresh);
  if (options.hub) signals.on('revisions', options.hub.revised);

  const doorway = { onLeave: () => {} };
  const dispatch = stationDispatch({
    ...ground,
    printer,
    readers,
    camera,
    keyboard,
    roles,
    health,
    link,
    ...forStaff,
    lists,
    doorway,
  });
  const takeAddress = addressScan(options.moved, page.emit, (did) => note({ did }));
  scans.serve(async ({ scan, reader }) => {
    lastUsedMs = now();
    if ((await takeStaffCard(scan)) || (await takeAddress(scan))) return;
    if (roles.role() === 'organiser' && setUp.takeSheet(scan)) return;
    if (!roles.duty().waitsForPage || (await page.wait())) await roles.duty().take(scan, reader);
  });

  return ok({
    dispatch(name, input) {
      if (!name.startsWith('station.')) lastUsedMs = now();
      return dispatch(name, input);
    },
    onEvent: (listener) => page.listen(listener, setUp.lock),
    onLeave: (listener) => void (doorway.onLeave = listener),
    notify,
    scanInHand: () => scans.inHand,
    async close() {
      end.close();
      adoption.close();
      roles.close();
      setUp.lock();
      link.close();
      options.hub?.close();
      await readers.close();
      await backups.close();
      store.close();
    },
  });
}

function showNews({ showLive }: StationGround, roles: RoleSwitch): void {
  roles.duty().onNews?.();
  showLive();
}

type Note = (deed: AuditDeed) => void;

/** A full disk stops no organiser. */
const noting =
  ({ store, options: { onTrouble } }: StationGround): Note =>
  (deed) =>
    void saving(
      (error) => onTrouble('audit', error),
      () => store.audit.note(deed),
    );

function setUpOn(
  ground: StationGround,
  { handOver, handOverSet }: SavedFiles,
  note: Note,
  { delivery }: StationLists,
) {
  const { options, revisions, page } = ground;
  const { proxyOf, onTrouble } = options;
  return openSetUp({
    ...options,
    ...ground,
    ...(delivery && { delivery }),
    handOver,
    handOverSet,
    target: () => targetNow(options, revisions.newest),
    network: (target) => networkTo({ ...target, ...(proxyOf && { proxyOf }) }),
    note,
    emit: page.emit,
    onTrouble: (error) => onTrouble('set-up', error),
  });
}

function printerOn(ground: StationGround, handOver: HandOver, role: () => Role) {
  const { options, store, notify, signals } = ground;
  return printing({
    ...options,
    handOver,
    setting: store.settings.printing,
    choosing: organiserChooses(store.settings, role),
    onFailure(why) {
      notify({ kind: 'printer-failing', why });
      signals.emit('condition');
    },
  });
}

function readersOf(ground: StationGround, scans: ScanQueue<ScanFrom>): ReaderListener {
  const { page, signals, notify } = ground;
  return {
    onScan: (scan, reader) => scans.push({ scan: withNameSeen(scan, notify), reader }),
    onStates(payload) {
      page.emit({ name: 'readers', payload });
      signals.emit('condition');
    },
    onUnavailable: (reason) => notify({ kind: 'readers-unavailable', reason }),
  };
}

/** The disk failed before the scan meant anything: the person who scanned must know. */
function notTaken(atEntrance: boolean): StationEvent {
  const why = 'not-saved';
  return atEntrance
    ? { name: 'face', payload: { kind: 'not-saved', why } }
    : { name: 'counter', payload: { counter: null, said: { kind: 'refused', why } } };
}

/** Staff look at a card whose name has a mark in a character's place; its person goes on. */
function withNameSeen(scan: Scan, notify: Notify): Scan {
  if (scan.kind === 'id-card' && hasStandIn(scan.card.name)) notify({ kind: 'name-unclear' });
  return scan;
}
