/**
 * Scanners in IBM/OEM USB mode (Datalogic and Zebra can be set to it): other reports than HID POS,
 * and mute until they are told to scan.
 */

import { collector, type Piece, type ScannerDecoder } from './scanner-decoder.ts';

/** Total length, three bytes of status, then the code, and which symbology it was. */
const HEAD = 4;
const STATUS = 2;
const ENABLED = 0x02;
const MORE = 0x10;

/** As node-hid writes it: no report id, command 11, and ten of nothing. */
export const enableScanning: Uint8Array = Uint8Array.from([0x00, 0x11, ...new Uint8Array(10)]);

/** Whether a report says that the scanner will scan; undefined where it carries a code instead. */
export function saysEnabled(report: Uint8Array): boolean | undefined {
  return report[0] === HEAD ? ((report[STATUS] ?? 0) & ENABLED) !== 0 : undefined;
}

export function ibmOemDecoder(): ScannerDecoder {
  return collector((report): Piece => {
    const total = report[0] ?? 0;
    if (total <= HEAD) return { kind: 'none' };
    const symbology = symbologyLength(report[total - 1] ?? 0);
    const end = total - symbology;
    if (total > report.length || end < HEAD) return { kind: 'damaged', more: false };
    const more =
      symbology === LONG ? ((report[total - LONG] ?? 0) & MORE) !== 0 : report[total - 3] === MORE;
    return { kind: 'data', bytes: report.subarray(HEAD, end), more, full: total === report.length };
  });
}

const LONG = 4;

/** The last byte tells how many of them name the symbology. */
function symbologyLength(last: number): number {
  if (last === 0x00) return LONG;
  return last === 0x0b ? 3 : 1;
}
