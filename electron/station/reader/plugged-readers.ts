import type { Result } from '../../../shared/result.ts';
import type { ReaderTrouble } from '../../../shared/contract.ts';
import type { Timers } from '../open/timers.ts';
import type { HidPort, Reader } from './port.ts';
import { posReader } from './pos-reader.ts';
import { readerBook } from './reader-book.ts';
import type { ReaderEvents } from './reader-events.ts';
import type { ConnectReaders } from './reader-set.ts';
import { type PluggedDevice, type ReaderTable, type Role, roleOf } from './reader-table.ts';
import { sdtLine } from './sdt-line.ts';
import { sdtReader } from './sdt-reader.ts';

/**
 * The readers that are plugged in, whatever comes and goes. No system tells of that, so we look;
 * gently, since each look takes the bus for a moment.
 */

/** What is asked of the machine's HID devices. */
export interface HidSystem {
  list(): Promise<Result<readonly PluggedDevice[], { readonly kind: string }>>;
  open(path: string): Promise<Result<HidPort, OpenFault>>;
}

export interface OpenFault {
  readonly kind: 'no-permission' | 'held' | 'gone' | 'failed';
}

export interface PluggedReadersOptions {
  readonly hid: HidSystem;
  readonly table: ReaderTable;
  readonly timers: Timers;
  readonly now: () => number;
  readonly onTrouble: (what: string, error: unknown) => void;
}

const LOOK_EVERY_MS = 1_500;
/** A fresh Linux device belongs to nobody until udev has run: so many looks before it is a trouble. */
const PATIENT_LOOKS = 3;
/** A device that is listed no more has gone, even where no error said so. */
const GONE_AFTER_LOOKS = 2;

/** A reader that stands in the book: it keeps its place there when it is plugged in anew. */
interface Place {
  readonly id: string;
  readonly vendor: number;
  readonly product: number;
  readonly serial: string;
  path: string;
  reader: Reader | undefined;
  /** Its session has told that it went. */
  over: boolean;
  missed: number;
  triedInVain: number;
}

type Known = Exclude<Role, { kind: 'ask' } | { kind: 'none' }>;

export function pluggedReaders(options: PluggedReadersOptions): ConnectReaders {
  const { hid, table, timers, now, onTrouble } = options;
  return async (listener) => {
    const book = readerBook(listener, now);
    const places: Place[] = [];
    /** Paths that were asked in a card reader's language and answered nothing. */
    const strangers = new Set<string>();
    let closed = false;
    let cancelNext: (() => void) | undefined;
    let looking: Promise<void> = Promise.resolve();

    let unavailable = false;

    async function look(): Promise<void> {
      const listed = await hid.list();
      if (closed) return;
      if (!listed.ok) {
        if (!unavailable) listener.onUnavailable(listed.fault.kind);
        unavailable = true;
        return;
      }
      const paths = new Set(listed.value.map(({ path }) => path));
      for (const path of strangers) if (!paths.has(path)) strangers.delete(path);
      for (const place of places) await miss(place, paths);
      for (const device of listed.value) {
        if (closed) return;
        if (strangers.has(device.path) || isInUse(device.path)) continue;
        const role = roleOf(device, table);
        if (role.kind === 'ask') await askStranger(device);
        else if (role.kind !== 'none') await settle(device, role);
      }
    }

    const isInUse = (path: string): boolean =>
      places.some((place) => place.path === path && place.reader !== undefined && !place.over);

    async function miss(place: Place, paths: ReadonlySet<string>): Promise<void> {
      if (place.reader === undefined) return;
      place.missed = paths.has(place.path) ? 0 : place.missed + 1;
      if (!place.over && place.missed < GONE_AFTER_LOOKS) return;
      const { reader } = place;
      place.reader = undefined;
      await reader.close();
      if (!place.over) book.trouble(place.id, 'unplugged');
    }

    /** Opens a device that is known for what it is. */
    async function settle(device: PluggedDevice, role: Known): Promise<void> {
      const place = placeFor(device);
      await place.reader?.close();
      place.reader = undefined;
      const opened = await hid.open(device.path);
      if (closed) {
        if (opened.ok) await opened.value.close();
        return;
      }
      if (opened.ok) return begin(place, device, role, opened.value);
      place.triedInVain += 1;
      const trouble = troubleOf(opened.fault.kind);
      if (place.triedInVain < PATIENT_LOOKS || trouble === undefined) return;
      if (place.triedInVain === PATIENT_LOOKS) enter(place, device, role);
      book.trouble(place.id, trouble);
    }

    function begin(place: Place, device: PluggedDevice, role: Known, port: HidPort): void {
      const events = enter(place, device, role);
      const options = { id: place.id, name: role.name, port, timers, events };
      place.over = false;
      place.missed = 0;
      place.triedInVain = 0;
      port.onGone(() => {
        place.over = true;
      });
      place.reader =
        role.kind === 'code' ? posReader({ ...options, layout: role.layout }) : sdtReader(options);
    }

    function enter(place: Place, { path }: PluggedDevice, role: Known): ReaderEvents {
      place.path = path;
      return book.enter({ id: place.id, kind: role.kind, name: role.name, where: path });
    }

    /** The place that this device had before, or that another of its kind has left; or a new one. */
    function placeFor({ vendor, product, serial, path }: PluggedDevice): Place {
      const free = places.filter(
        (place) =>
          place.vendor === vendor &&
          place.product === product &&
          place.serial === serial &&
          // Listed no more, while its kind is at another path: it was moved to another port.
          (place.reader === undefined || place.over || place.missed > 0),
      );
      const before = free.find((place) => place.path === path) ?? free[0];
      if (before) return before;
      const place: Place = {
        id: `${vendor.toString(16)}-${product.toString(16)}-${places.length + 1}`,
        vendor,
        product,
        serial,
        path,
        reader: undefined,
        over: false,
        missed: 0,
        triedInVain: 0,
      };
      places.push(place);
      return place;
    }

    /** "Are you well?" harms nothing, and only a card reader says that it is. */
    async function askStranger(device: PluggedDevice): Promise<void> {
      const opened = await hid.open(device.path);
      if (!opened.ok) return;
      const line = sdtLine(opened.value, timers);
      const answer = await line.ask('status');
      line.close();
      if (!closed && answer.ok && answer.value.status === 'done') {
        const name = device.name || '身份证阅读器';
        begin(placeFor(device), device, { kind: 'id-card', name }, opened.value);
        return;
      }
      strangers.add(device.path);
      await opened.value.close();
    }

    function again(): void {
      cancelNext = timers.after(LOOK_EVERY_MS, () => {
        // Half a dozen looks at most: a card is read, or given up, within seconds.
        if (places.some(({ reader }) => reader?.busy)) return again();
        looking = look()
          .catch((error: unknown) => onTrouble('readers', error))
          .finally(() => {
            if (!closed) again();
          });
      });
    }

    await look().catch((error: unknown) => onTrouble('readers', error));
    again();
    return {
      states: book.states,
      health: book.health,
      async close() {
        closed = true;
        cancelNext?.();
        await looking;
        for (const { reader } of places) await reader?.close();
      },
    };
  };
}

function troubleOf(fault: OpenFault['kind']): ReaderTrouble | undefined {
  switch (fault) {
    case 'no-permission':
    case 'held':
      return fault;
    case 'failed':
      return 'not-opened';
    // The next look sees that it is no longer there.
    case 'gone':
      return undefined;
  }
}
