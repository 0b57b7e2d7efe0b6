import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

/** A kernel HID device, created through plain file calls on /dev/uhid. */

const DESTROY = 1;
const OUTPUT = 6;
const GET_REPORT = 9;
const GET_REPORT_REPLY = 10;
const CREATE2 = 11;
const INPUT2 = 12;
const SET_REPORT = 13;
const SET_REPORT_REPLY = 14;
/** Longer than any event of any kernel so far. */
const EVENT_BYTES = 4400;
const LOOK_EVERY_MS = 5;
const USB = 3;
const EIO = 5;

export interface UhidOptions {
  readonly name: string;
  readonly serial: string;
  readonly vendor: number;
  readonly product: number;
  readonly descriptor: Uint8Array;
  /** Receives what the station writes; the kernel puts the report id first, 0 where there are none. */
  readonly onWritten?: (report: Uint8Array) => void;
}

export interface Uhid {
  send(report: Uint8Array): void;
  unplug(): void;
}

export function uhid(options: UhidOptions): Uhid {
  const { name, serial, vendor, product, descriptor, onWritten } = options;
  const file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
  const event = Buffer.alloc(EVENT_BYTES);

  function tell(type: number, payload: Uint8Array): void {
    const head = Buffer.alloc(4);
    head.writeUInt32LE(type);
    writeSync(file, Buffer.concat([head, payload]));
  }

  function look(): void {
    for (;;) {
      try {
        if (readSync(file, event, 0, EVENT_BYTES, null) <= 0) return;
      } catch {
        return;
      }
      const type = event.readUInt32LE(0);
      if (type === OUTPUT) {
        const size = event.readUInt16LE(4 + 4096);
        onWritten?.(Uint8Array.from(event.subarray(4, 4 + size)));
      } else if (type === GET_REPORT || type === SET_REPORT) {
        const answer = Buffer.alloc(8);
        answer.writeUInt32LE(event.readUInt32LE(4), 0);
        answer.writeUInt16LE(EIO, 4);
        tell(type === GET_REPORT ? GET_REPORT_REPLY : SET_REPORT_REPLY, answer);
      }
    }
  }

  const create = Buffer.alloc(276 + descriptor.length);
  create.write(name, 0, 127);
  create.write(serial, 192, 63);
  create.writeUInt16LE(descriptor.length, 256);
  create.writeUInt16LE(USB, 258);
  create.writeUInt32LE(vendor, 260);
  create.writeUInt32LE(product, 264);
  create.set(descriptor, 276);
  tell(CREATE2, create);
  const timer = setInterval(look, LOOK_EVERY_MS);
  let pluggedIn = true;

  return {
    send(report) {
      if (!pluggedIn) return;
      const payload = Buffer.alloc(2 + report.length);
      payload.writeUInt16LE(report.length, 0);
      payload.set(report, 2);
      tell(INPUT2, payload);
    },
    unplug() {
      pluggedIn = false;
      clearInterval(timer);
      tell(DESTROY, new Uint8Array(0));
      closeSync(file);
    },
  };
}

/** A scanner: one report, id 2, 63 bytes, on the usage page of scanners. */
export const posDescriptor = Uint8Array.from([
  0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x85, 0x02, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95,
  0x3f, 0x09, 0xfe, 0x81, 0x02, 0xc0,
]);

/** A card reader: a vendor usage page, 64 bytes each way, no report ids. */
export const vendorDescriptor = Uint8Array.from([
  0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40,
  0x09, 0x01, 0x81, 0x02, 0x09, 0x01, 0x91, 0x02, 0xc0,
]);
