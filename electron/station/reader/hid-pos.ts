/**
 * Scanners in HID POS mode (usage page 0x8C). node-hid shows no report descriptor, so the byte
 * layout follows from the vendor.
 */

import { collector, type Piece, type ScannerDecoder } from './scanner-decoder.ts';

/**
 * A: Honeywell, Youjie, Access-IS. B: Newland, IDTech, Unitech. C: some others. D: no length; NULs
 * end its data.
 */
export type HidPosLayout = 'A' | 'B' | 'C' | 'D';

/** Offsets within a report as node-hid delivers it, with the report id at 0. */
interface Places {
  readonly length: number | 'until-nul';
  readonly data: number;
  readonly room: number;
  readonly more: (report: Uint8Array) => boolean;
}

const layouts: Record<HidPosLayout, Places> = {
  A: { length: 1, data: 5, room: 56, more: (report) => bit0(report[63]) },
  B: { length: 1, data: 2, room: 56, more: (report) => bit0(report[63]) },
  C: { length: 1, data: 6, room: 57, more: (report) => (report[63] ?? 0) !== 0 },
  D: { length: 'until-nul', data: 4, room: 56, more: (report) => bit0(report[60]) },
};

const SCANNED_DATA = 0x02;
/** The most bytes of a code that one report carries in any layout. */
const FULL = 56;

export function hidPosDecoder(layout: HidPosLayout): ScannerDecoder {
  const places = layouts[layout];
  return collector((report): Piece => {
    if (report[0] !== SCANNED_DATA) return { kind: 'none' };
    const more = places.more(report);
    const bytes = dataOf(report, places);
    if (bytes === undefined) return { kind: 'damaged', more };
    return { kind: 'data', bytes, more, full: bytes.length >= FULL };
  });
}

/** A report's piece of the code; undefined if the report claims more than it has. */
function dataOf(report: Uint8Array, { length, data, room }: Places): Uint8Array | undefined {
  if (length === 'until-nul') {
    const field = report.subarray(data, data + room);
    return field.subarray(0, field.findLastIndex((byte) => byte !== 0) + 1);
  }
  const claimed = report[length] ?? 0;
  if (claimed > room || data + claimed > report.length) return undefined;
  return report.subarray(data, data + claimed);
}

function bit0(byte: number | undefined): boolean {
  return ((byte ?? 0) & 1) === 1;
}
