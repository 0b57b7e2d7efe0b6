import type { Result } from '../../../shared/result.ts';
import type { ReaderTrouble } from '../../../shared/contract/readers.ts';
import type { Timers } from '../clock/timers.ts';
import type { HidPort } from './port.ts';
import { posReader } from './pos-reader.ts';
import { type ReaderBook, readerBook } from './reader-book.ts';
import type { ReaderEvents } from './reader-events.ts';
import { isInUse, type Place, placeFor } from './reader-places.ts';
import type { ConnectReaders, ReaderListener, ReaderSet } from './reader-set.ts';
import { type PluggedDevice, type ReaderTable, type Role, roleOf } from './reader-table.ts';
import { sdtLine } from './sdt-line.ts';
import { sdtReader } from './sdt-reader.ts';

/**
 * Finds the plugged-in readers as they come and go. No system reports that, so this polls: rarely,
 * since each look occupies the bus for a moment.
 */

/** The machine's HID devices. */
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
/**
 * A new Linux device is not readable until udev has run: allow this many looks before reporting it.
 */
const PATIENT_LOOKS = 3;
/** A device missing from this many listings has gone, even without an error. */
const GONE_AFTER_LOOKS = 2;

type Known = Exclude<Role, { kind: 'ask' } | { kind: 'none' }>;

export function pluggedReaders(options: PluggedReadersOptions): ConnectReaders {
  return async (listener) => {
    const bus = new Bus(options, listener);
    await bus.begin();
    return bus;
  };
}

class Bus implements ReaderSet {
  readonly #options: PluggedReadersOptions;
  readonly #listener: ReaderListener;
  readonly #book: ReaderBook;
  readonly #places: Place[] = [];
  /** Paths that did not answer a card reader's question. */
  readonly #strangers = new Set<string>();
  #unavailable = false;
  #closed = false;
  #cancelNext: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: PluggedReadersOptions, listener: ReaderListener) {
    this.#options = options;
    this.#listener = listener;
    this.#book = readerBook(listener, options.now);
  }

  async begin(): Promise<void> {
    await this.#lookSafely();
    this.#lookLater();
  }

  states = (): ReturnType<ReaderSet['states']> => this.#book.states();
  health = (): ReturnType<ReaderSet['health']> => this.#book.health();

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelNext?.();
    await this.#looking;
    for (const { reader } of this.#places) await reader?.close();
  }

  #lookLater(): void {
    this.#cancelNext = this.#options.timers.after(LOOK_EVERY_MS, () => {
      // This skips half a dozen looks at most: a card is read, or given up, within seconds.
      if (this.#places.some(({ reader }) => reader?.busy)) return this.#lookLater();
      this.#looking = this.#lookSafely().finally(() => {
        if (!this.#closed) this.#lookLater();
      });
    });
  }

  #lookSafely(): Promise<void> {
    return this.#look().catch((error: unknown) => this.#options.onTrouble('readers', error));
  }

  async #look(): Promise<void> {
    const listed = await this.#options.hid.list();
    if (this.#closed) return;
    if (!listed.ok) {
      if (!this.#unavailable) this.#listener.onUnavailable(listed.fault.kind);
      this.#unavailable = true;
      return;
    }
    const paths = new Set(listed.value.map(({ path }) => path));
    for (const path of this.#strangers) if (!paths.has(path)) this.#strangers.delete(path);
    for (const place of this.#places) await this.#miss(place, paths);
    for (const device of listed.value) {
      if (this.#closed) return;
      await this.#meet(device);
    }
  }

  async #meet(device: PluggedDevice): Promise<void> {
    if (this.#strangers.has(device.path) || isInUse(this.#places, device.path)) return;
    const role = roleOf(device, this.#options.table);
    if (role.kind === 'ask') await this.#askStranger(device);
    else if (role.kind !== 'none') await this.#settle(device, role);
  }

  async #miss(place: Place, paths: ReadonlySet<string>): Promise<void> {
    const { reader } = place;
    if (reader === undefined) return;
    place.missed = paths.has(place.path) ? 0 : place.missed + 1;
    if (!place.over && place.missed < GONE_AFTER_LOOKS) return;
    place.reader = undefined;
    await reader.close();
    if (!place.over) this.#book.trouble(place.id, 'unplugged');
  }

  /** Opens a device with a known role. */
  async #settle(device: PluggedDevice, role: Known): Promise<void> {
    const place = placeFor(this.#places, device);
    await place.reader?.close();
    place.reader = undefined;
    const opened = await this.#options.hid.open(device.path);
    if (this.#closed) {
      if (opened.ok) await opened.value.close();
      return;
    }
    if (opened.ok) return this.#open(place, device, role, opened.value);
    place.triedInVain += 1;
    const trouble = troubleOf(opened.fault.kind);
    if (place.triedInVain < PATIENT_LOOKS || trouble === undefined) return;
    if (place.triedInVain === PATIENT_LOOKS) this.#enter(place, device, role);
    this.#book.trouble(place.id, trouble);
  }

  #open(place: Place, device: PluggedDevice, role: Known, port: HidPort): void {
    const { timers } = this.#options;
    const events = this.#enter(place, device, role);
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

  #enter(place: Place, { path }: PluggedDevice, role: Known): ReaderEvents {
    place.path = path;
    return this.#book.enter({ id: place.id, kind: role.kind, name: role.name, where: path });
  }

  /** A status query harms no device, and only a card reader answers that it is well. */
  async #askStranger(device: PluggedDevice): Promise<void> {
    const opened = await this.#options.hid.open(device.path);
    if (!opened.ok) return;
    const line = sdtLine(opened.value, this.#options.timers);
    const answer = await line.ask('status');
    line.close();
    if (!this.#closed && answer.ok && answer.value.status === 'done') {
      const name = device.name || '身份证阅读器';
      const place = placeFor(this.#places, device);
      this.#open(place, device, { kind: 'id-card', name }, opened.value);
      return;
    }
    this.#strangers.add(device.path);
    await opened.value.close();
  }
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
