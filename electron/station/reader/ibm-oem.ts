/**
 * Scanners in IBM/OEM USB mode (an option of Datalogic and Zebra). Their reports differ from HID
 * POS, and they stay silent until they get the command to scan.
 */

import { collector, type Piece, type ScannerDecoder } from './scanner-decoder.ts';

/** Total length, three status bytes, the code, then its symbology. */
const HEAD = 4;
const STATUS = 2;
const ENABLED = 0x02;
const MORE = 0x10;

/** As node-hid writes it: no report id, command 11, ten zeros. */
export const enableScanning: Uint8Array = Uint8Array.from([0x00, 0x11, ...new Uint8Array(10)]);

/**
 * Whether a status report says that the scanner will scan; undefined if the report carries a code.
 */
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

/** The last byte says how many bytes name the symbology. */
function symbologyLength(last: number): number {
  if (last === 0x00) return LONG;
  return last === 0x0b ? 3 : 1;
}
