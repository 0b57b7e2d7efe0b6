import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import type { CallOutput, EventPayload, Notice, StationEvent } from '../../../shared/contract.ts';
import {
  type Fair,
  placesOffered,
  type Registration,
  type Role,
  type SignedFair,
} from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { dispatcher, type Handlers } from '../../../shared/dispatch.ts';
import type { StationDoor } from './station-door.ts';
import { pagePresence } from './page-presence.ts';
import type { Face } from './face.ts';
import { handOver, type SaveFile } from '../export/save-file.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import { openSetUp } from '../organiser/set-up.ts';
import { printing, type SystemPrinter } from '../print/printing.ts';
import { type ProxyOf, networkOf } from '../sync/network.ts';
import { factsForStick } from '../sync/facts-on-a-stick.ts';
import { type StationSync, stationSync } from '../sync/station-sync.ts';
import {
  type Battery,
  type Condition,
  LONGEST_NAME,
  LONGEST_VERSION,
  MOST_READERS,
} from '../../../shared/condition.ts';
import type { Timers } from './timers.ts';
import { scanQueue } from '../reader/queue.ts';
import type { ConnectReaders } from '../reader/reader-set.ts';
import type { Scan } from '../reader/scan.ts';
import { faceOfRole, type RoleContext, rolesFor } from './role-face.ts';
import { staffCalls } from '../staff/staff-panel.ts';
import { staffDoor } from '../staff/staff-pin.ts';
import { saving } from '../store/saving.ts';
import { backupRhythm } from '../store/backup-rhythm.ts';
import { openStore, type StoreFault } from '../store/store.ts';

/**
 * The one place where store, readers and the journey at the door are put together. It knows
 * nothing of windows: each door connects the same contract to the same page.
 */

export interface StationOptions {
  readonly folder: string;
  readonly fair: Fair;
  readonly slot: number;
  readonly secrets: StationSecrets;
  /** People who registered on line, by keyed hashes. */
  readonly registrations: readonly Registration[];
  readonly version: string;
  readonly connectReaders: ConnectReaders;
  /** What a sample fair has in place of hardware; absent in a real one. */
  readonly sample?: SimulatedThings;
  readonly canLeave: boolean;
  /** A sample fair's, so that its organiser can try everything. */
  readonly sampleKeys?: FairKeys;
  /** Absent where the page can print by its browser's dialogue alone. */
  readonly systemPrinter?: SystemPrinter;
  readonly saveFile?: SaveFile;
  /** The server that facts go to; absent: they stay here. */
  readonly server?: string;
  /** What the system says of proxies, where the door can ask it. */
  readonly proxyOf?: ProxyOf;
  /** Keeps a later revision that came from there; nothing where it is none. */
  readonly keepRevision?: (signed: SignedFair) => Promise<Fair | undefined>;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly timers: Timers;
  /** For the log; never with anything of a person in it. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

export interface SimulatedThings {
  readonly list: CallOutput<'sample.things'>;
  present(id: string): CallOutput<'sample.present'>;
}

/** The keyboard as a reader: which scanner typed can't be told. */
const KEYBOARD = 'keyboard';
const QUIET_AGAIN_MS = 2_000;
/** Whoever still stands on a booth's screen after that has gone. */
const LEFT_ALONE_MS = 5 * 60_000;
/** The same trouble again and again is one thing to read. */
const ONCE: ReadonlySet<Notice['kind']> = new Set([
  'readers-unavailable',
  'printer-failing',
  'pass-without-code',
  'entrance-freed',
]);

export type StationFault = StoreFault | { readonly kind: 'no-such-slot' };

export async function openStation(
  options: StationOptions,
): Promise<Result<StationDoor, StationFault>> {
  const { now, randomBytes, onTrouble, timers, keepRevision } = options;
  let { fair } = options;
  const station = fair.stations.find(({ slot }) => slot === options.slot);
  if (!station) return fail({ kind: 'no-such-slot' });

  const random = (length: number): string => Buffer.from(randomBytes(length)).toString('hex');
  const dayOf = (ms: number): string => dayAndHour(ms, fair.utcOffsetMinutes).day;
  const moment = (ms: number): Notice['at'] => ({
    day: dayOf(ms),
    time: wallClock(ms, fair.utcOffsetMinutes),
  });

  let sync: StationSync | undefined;
  const opened = await openStore({
    folder: options.folder,
    fair: fair.id,
    slot: station.slot,
    utcOffsetMinutes: fair.utcOffsetMinutes,
    revision: () => fair.revision,
    now,
    randomBytes,
    moment,
    onWritten: () => sync?.written(),
    onClockJump: (byMs) =>
      notify({ kind: 'clock-jumped', at: moment(now()), byMinutes: Math.round(byMs / 60_000) }),
  });
  if (!opened.ok) return opened;
  const store = opened.value;
  store.people.putRegistrations(options.registrations);
  await store.eraseAgain();

  function notify(notice: Notice): void {
    try {
      const told = store.notices.unread().some((other) => other.kind === notice.kind);
      if (told && ONCE.has(notice.kind)) return;
      store.notices.put(notice);
    } catch (error) {
      onTrouble('notice', error);
    }
  }

  const listeners = new Set<(event: StationEvent) => void>();
  const emit = (event: StationEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const live = (): EventPayload<'live'> => ({
    attendeesToday: store.ledger.tally(dayOf(now()), 'attendees'),
  });

  const printer = printing({
    setting: store.settings.printing,
    ...(options.systemPrinter && { systemPrinter: options.systemPrinter }),
    timers,
    onFailure(why) {
      notify({ kind: 'printer-failing', at: moment(now()), why });
      sync?.hear();
    },
  });

  const page = pagePresence(timers);
  const roles = rolesFor(options.secrets);
  const chosen = store.settings.role();
  let role = chosen && roles.includes(chosen) ? chosen : station.role;
  const setUp = openSetUp({
    fair: () => newest,
    folder: options.folder,
    server: options.server,
    network: (of, server) => networkOf(of, server, options.proxyOf),
    revise,
    ...(options.sampleKeys && { sampleKeys: options.sampleKeys }),
    ...(options.saveFile && { saveFile: options.saveFile }),
    note: (deed) =>
      void saving(
        (error) => onTrouble('audit', error),
        () => store.audit.note(deed),
      ),
    emit,
    now,
    timers,
    randomBytes,
    onTrouble: (error) => onTrouble('set-up', error),
  });
  const context: Omit<RoleContext, 'station' | 'fair'> = {
    setUp: setUp.handlers,
    secrets: options.secrets,
    store,
    printer,
    now,
    today: () => dayOf(now()),
    moment,
    random,
    emit,
    ...(options.saveFile && { saveFile: options.saveFile }),
    nameOfReader: (id) => readers.states().find((reader) => reader.id === id)?.name ?? id,
    onCheckedIn: () => emit({ name: 'live', payload: live() }),
    onPageLeft: () => page.left(),
    onTrouble(what, error) {
      onTrouble(what, error);
      const reason = error instanceof Error ? error.message : 'unknown';
      notify({ kind: 'ledger-failing', at: moment(now()), reason });
    },
  };
  const faceAs = (as: Role) => faceOfRole({ ...context, fair, station: { ...station, role: as } });
  const first = await faceAs(role);
  if (!first) {
    store.close();
    return fail({ kind: 'no-such-slot' });
  }
  let face = first;
  let newest = fair;
  let lastDeedAt = now();
  let battery: Battery | undefined;
  let closed = false;

  async function setRole(next: Role): Promise<void> {
    const other = await faceAs(next);
    if (!other) throw new Error(`no keys for the role ${next}`);
    store.settings.setRole(next);
    // Whoever stands here next is somebody else.
    setUp.lock();
    role = next;
    wear(other);
  }

  function wear(other: Face): void {
    face = other;
    dispatch = dispatcherFor(other);
    emit({ name: 'role', payload: {} });
  }

  /** Whether it is in force from now on, or as soon as nobody is being served. */
  async function revise(signed: SignedFair): Promise<boolean> {
    const taken = await keepRevision?.(signed);
    if (!taken) return false;
    newest = taken;
    adoptWhenQuiet();
    return true;
  }

  /** A change on the day sends nobody away who is being served. */
  function adoptWhenQuiet(): void {
    if (closed || fair === newest) return;
    const left = now() - lastDeedAt > LEFT_ALONE_MS;
    if (face.someoneHere?.() && !left) {
      timers.after(QUIET_AGAIN_MS, adoptWhenQuiet);
      return;
    }
    fair = newest;
    void faceAs(role).then(
      (other) => {
        if (other && !closed) wear(other);
      },
      (error: unknown) => onTrouble('revision', error),
    );
  }

  const queue = scanQueue<{ readonly scan: Scan; readonly reader: string }>({
    handle: async ({ scan, reader }) => {
      lastDeedAt = now();
      if (!face.waitsForPage || (await page.wait())) await face.take(scan, reader);
    },
    onFailure: (error) => onTrouble('scan', error),
    onOverflow: () => emit({ name: 'face', payload: { kind: 'ignored' } }),
  });
  const readers = await options.connectReaders({
    onScan: (scan, reader) => queue.push({ scan, reader }),
    onStates(payload) {
      emit({ name: 'readers', payload });
      sync?.hear();
    },
    onUnavailable: (reason) => notify({ kind: 'readers-unavailable', at: moment(now()), reason }),
  });

  const backups = backupRhythm(store, timers, (error) => {
    onTrouble('backup', error);
    notify({ kind: 'backup-failed', at: moment(now()), reason: error.message });
  });

  const condition = (): Condition => ({
    atMs: Math.max(0, now()),
    version: options.version.slice(0, LONGEST_VERSION),
    role,
    readers: readers
      .states()
      .slice(0, MOST_READERS)
      .map(({ kind, name, state }) => ({ kind, name: name.slice(0, LONGEST_NAME), state })),
    printer: printer.state(),
    ...(battery && { battery }),
    notices: [...new Set(store.notices.unread().map(({ kind }) => kind))],
  });
  if (options.server !== undefined) {
    const { server } = options;
    sync = stationSync({
      server,
      fetch: await networkOf(fair, server, options.proxyOf),
      fair,
      slot: station.slot,
      passSeed: options.secrets.passSeed,
      store,
      timers,
      now,
      moment,
      ...(keepRevision && {
        revisions: {
          inForce: () => newest.revision,
          async take(signed) {
            await revise(signed);
          },
        },
      }),
      condition,
      onHeard: () => {
        face.onHeard?.();
        emit({ name: 'live', payload: live() });
      },
      onTrouble: (error) => onTrouble('sync', error),
      chance: Math.random,
    });
  }

  let onLeave: () => void = () => undefined;
  let onAlive: () => void = () => undefined;
  const staff = staffDoor({ pin: fair.staffPin, now, newKey: () => random(16) });

  /** Made anew with each revision of the fair. */
  const common = (): Partial<Handlers> => ({
    'station.hello': async () => {
      await face.reset();
      staff.shut();
      page.arrived();
      return {
        state: 'open',
        fair: {
          kind: fair.kind ?? 'recruitment',
          name: fair.name,
          organiser: fair.organiser,
          place: fair.place,
          employers: fair.booths.length,
          places: placesOffered(fair),
          sample: fair.sample,
        },
        station: { slot: station.slot, name: station.name, role },
        lane: store.settings.lane(),
        readers: readers.states(),
        live: live(),
        printing: printer.offer(),
      };
    },
    'station.alive': async ({ held }) => {
      onAlive();
      if (held !== undefined && (await face.heldByPage?.(held))) {
        notify({ kind: 'entrance-freed', at: moment(now()) });
      }
      return {};
    },
    'station.passWithoutCode': () => {
      notify({ kind: 'pass-without-code', at: moment(now()) });
      sync?.hear();
      return {};
    },
    'station.battery': (told) => {
      battery = told.battery ?? undefined;
      return {};
    },
    'station.online': () => {
      sync?.poke();
      return {};
    },
    'arrival.wedge': ({ text }) => {
      queue.push({ scan: { kind: 'code', text }, reader: KEYBOARD });
      return {};
    },
    ...staffCalls({
      fair,
      station,
      store,
      door: staff,
      folder: options.folder,
      version: options.version,
      now,
      moment,
      readers: () => readers.health(),
      printer,
      onPrinting: () => emit({ name: 'printing', payload: { offer: printer.offer() } }),
      leave: options.canLeave ? () => onLeave() : undefined,
      organiserDoor:
        fair.organiserPin && staffDoor({ pin: fair.organiserPin, now, newKey: () => random(16) }),
      role: () => role,
      roles,
      setRole,
      sync: () => sync?.line() ?? null,
      async saveFacts(name) {
        const { passSeed } = options.secrets;
        const bytes = await factsForStick({ fair, slot: station.slot, passSeed, store });
        return handOver(options.saveFile, name, bytes);
      },
      onTrouble: (error) => context.onTrouble('staff', error),
    }),
    'sample.things': () => options.sample?.list ?? [],
    'sample.present': ({ id }) => options.sample?.present(id) ?? fail({ kind: 'not-a-sample' }),
  });

  const dispatcherFor = (of: Face) => dispatcher({ ...common(), ...of.handlers }, onTrouble);
  let dispatch = dispatcherFor(face);

  return ok({
    dispatch(name, input) {
      if (!name.startsWith('station.')) lastDeedAt = now();
      return dispatch(name, input);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        page.left();
        setUp.lock();
      };
    },
    onLeave(listener) {
      onLeave = listener;
    },
    onAlive(listener) {
      onAlive = listener;
    },
    async close() {
      closed = true;
      setUp.lock();
      sync?.close();
      await readers.close();
      await backups.close();
      store.close();
    },
  });
}
