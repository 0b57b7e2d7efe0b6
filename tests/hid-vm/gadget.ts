import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { Uhid } from './uhid.ts';

/** A scanner on the kernel's USB bus: a gadget behind a controller that is software on both ends. */
export function usbScanner(descriptor: Uint8Array, vendor: string, product: string): Uhid {
  execFileSync('mount', ['-t', 'configfs', 'none', '/sys/kernel/config']);
  const gadget = '/sys/kernel/config/usb_gadget/scanner';
  const hid = `${gadget}/functions/hid.usb0`;
  const config = `${gadget}/configs/c.1`;
  const set = (name: string, value: string | Uint8Array): void =>
    writeFileSync(`${gadget}/${name}`, value);
  mkdirSync(gadget);
  set('idVendor', `0x${vendor}`);
  set('idProduct', `0x${product}`);
  mkdirSync(`${gadget}/strings/0x409`);
  set('strings/0x409/product', 'USB scanner');
  set('strings/0x409/serialnumber', 'USB-1');
  mkdirSync(hid);
  set('functions/hid.usb0/report_length', '64');
  set('functions/hid.usb0/report_desc', descriptor);
  mkdirSync(config);
  symlinkSync(hid, `${config}/hid.usb0`);
  set('UDC', readdirSync('/sys/class/udc')[0] ?? '');
  let file: number | undefined;
  return {
    send(report) {
      file ??= openSync('/dev/hidg0', 'r+');
      writeSync(file, report);
    },
    unplug() {
      if (file !== undefined) closeSync(file);
      set('UDC', '\n');
    },
  };
}
