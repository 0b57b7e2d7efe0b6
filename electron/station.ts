import { dayAndHour, wallClock } from '../shared/calendar.ts';
import type { CallOutput, EventPayload, Notice, StationEvent } from '../shared/contract.ts';
import { type Fair, placesOffered, type Registration } from '../shared/fair.ts';
import { hallMap } from '../shared/hall-map.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { dispatcher, type Handlers } from './door/dispatch.ts';
import type { StationDoor } from './door/station-door.ts';
import { holderOf } from './entrance/bind.ts';
import { openEntrance } from './entrance/entrance.ts';
import { recommendations } from './entrance/recommend.ts';
import { pagePresence } from './page-presence.ts';
import { type EntranceSecrets, entranceKeyring } from './keys/keyring.ts';
import { blankReader } from './keys/blank-passes.ts';
import { passReader } from './keys/pass-reader.ts';
import { printing, type SystemPrinter } from './print/printing.ts';
import type { Timers } from './timers.ts';
import { scanQueue } from './reader/queue.ts';
import type { ConnectReaders } from './reader/reader-set.ts';
import { staffCalls } from './staff/staff-panel.ts';
import { staffDoor } from './staff/staff-pin.ts';
import { backupRhythm } from './store/backup-rhythm.ts';
import { openStore, type StoreFault } from './store/store.ts';

/**
 * The one place where store, readers and the journey at the door are put together. It knows
 * nothing of windows: each door connects the same contract to the same page.
 */

export interface StationOptions {
  readonly folder: string;
  readonly fair: Fair;
  readonly slot: number;
  readonly secrets: EntranceSecrets;
  /** People who registered on line, by keyed hashes. */
  readonly registrations: readonly Registration[];
  readonly version: string;
  readonly connectReaders: ConnectReaders;
  /** What a sample fair has in place of hardware; absent in a real one. */
  readonly sample?: SimulatedThings;
  readonly canLeave: boolean;
  /** Absent where the page can print by its browser's dialogue alone. */
  readonly systemPrinter?: SystemPrinter;
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

/** The same trouble again and again is one thing to read. */
const ONCE: ReadonlySet<Notice['kind']> = new Set(['readers-unavailable', 'printer-failing']);

export type StationFault = StoreFault | { readonly kind: 'no-such-slot' };

export async function openStation(
  options: StationOptions,
): Promise<Result<StationDoor, StationFault>> {
  const { fair, now, randomBytes, onTrouble, timers } = options;
  const station = fair.stations.find(({ slot }) => slot === options.slot);
  if (!station) return fail({ kind: 'no-such-slot' });

  const random = (length: number): string => Buffer.from(randomBytes(length)).toString('hex');
  const dayOf = (ms: number): string => dayAndHour(ms, fair.utcOffsetMinutes).day;
  const moment = (ms: number): Notice['at'] => ({
    day: dayOf(ms),
    time: wallClock(ms, fair.utcOffsetMinutes),
  });

  const opened = await openStore({
    folder: options.folder,
    fair: fair.id,
    slot: station.slot,
    utcOffsetMinutes: fair.utcOffsetMinutes,
    revision: () => fair.revision,
    now,
    randomBytes,
    moment,
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
    onFailure: (why) => notify({ kind: 'printer-failing', at: moment(now()), why }),
  });

  const entrance = openEntrance({
    fair,
    slot: station.slot,
    keyring: await entranceKeyring(fair, options.secrets),
    readPass: passReader(fair),
    readBlank: blankReader(fair),
    holderOf: (blank) => holderOf({ store }, blank),
    store,
    people: store.people,
    now,
    lane: store.settings.lane,
    erase: store.erase,
    isErased: store.isErased,
    recommend: recommendations(fair, (booth) =>
      store.ledger.tally(dayOf(now()), 'visits', `booth:${booth}`),
    ),
    print: (ticket) => printer.print(ticket),
    newId: () => random(8),
    newPseudonym: () => random(16),
    show: (payload) => emit({ name: 'face', payload }),
    onCheckedIn: () => emit({ name: 'live', payload: live() }),
    onTrouble(error) {
      onTrouble('check-in', error);
      const reason = error instanceof Error ? error.message : 'unknown';
      notify({ kind: 'ledger-failing', at: moment(now()), reason });
    },
  });

  const page = pagePresence(timers);
  const queue = scanQueue({
    // With nobody to show it to, a scan would check someone in who never learns of it.
    handle: async (scan) => {
      if (await page.wait()) await entrance.take(scan);
    },
    onFailure: (error) => onTrouble('scan', error),
    onOverflow: () => emit({ name: 'face', payload: { kind: 'ignored' } }),
  });
  const readers = await options.connectReaders({
    onScan: (scan) => queue.push(scan),
    onStates: (payload) => emit({ name: 'readers', payload }),
    onUnavailable: (reason) => notify({ kind: 'readers-unavailable', at: moment(now()), reason }),
  });

  const backups = backupRhythm(store, timers, (error) => {
    onTrouble('backup', error);
    notify({ kind: 'backup-failed', at: moment(now()), reason: error.message });
  });

  let onLeave: () => void = () => undefined;
  let onAlive: () => void = () => undefined;
  const staff = staffDoor({ pin: fair.staffPin, now, newKey: () => random(16) });

  const handlers: Handlers = {
    'station.hello': async () => {
      await entrance.reset();
      staff.shut();
      page.arrived();
      return {
        state: 'open',
        fair: {
          name: fair.name,
          organiser: fair.organiser,
          place: fair.place,
          employers: fair.booths.length,
          places: placesOffered(fair),
          sample: fair.sample,
        },
        station: { slot: station.slot, name: station.name, role: station.role },
        lane: store.settings.lane(),
        readers: readers.states(),
        live: live(),
        printing: printer.offer(),
      };
    },
    'station.alive': () => {
      onAlive();
      return {};
    },
    'arrival.keypad': entrance.keypad,
    'arrival.wedge': ({ text }) => {
      queue.push({ kind: 'code', text });
      return {};
    },
    'arrival.nameless': entrance.nameless,
    'arrival.consent': entrance.consent,
    'arrival.attend': async (input) => {
      await entrance.attend(input);
      return {};
    },
    'arrival.answer': entrance.answer,
    'arrival.posts': entrance.posts,
    'arrival.print': entrance.print,
    'arrival.printPage': () => printer.printPage(),
    'arrival.unbind': entrance.unbind,
    'arrival.myDay': entrance.myDay,
    'arrival.erase': entrance.erase,
    'fair.hall': () => {
      const { zones, spots, ...size } = hallMap(fair.booths);
      return { ...size, zones: [...zones], spots: [...spots] };
    },
    'arrival.leave': async (input) => {
      await entrance.leave(input);
      page.left();
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
    }),
    'sample.things': () => options.sample?.list ?? [],
    'sample.present': ({ id }) => options.sample?.present(id) ?? fail({ kind: 'not-a-sample' }),
  };

  return ok({
    dispatch: dispatcher(handlers, onTrouble),
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) page.left();
      };
    },
    onLeave(listener) {
      onLeave = listener;
    },
    onAlive(listener) {
      onAlive = listener;
    },
    async close() {
      await readers.close();
      await backups.close();
      store.close();
    },
  });
}
