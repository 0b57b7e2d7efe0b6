import { brotliDecompressSync } from 'node:zlib';

/** Which code points a typeface has glyphs for, by its `cmap`, which WOFF2 keeps as it is. */

const HEADER_BYTES = 48;
/** The place of `cmap` in WOFF2's list of known tags; 63 stands for a tag that is written out. */
const CMAP = 0;
const OWN_TAG = 63;
/** `glyf` and `loca`, whose null transform is 3 and not 0. */
const GLYPHS: ReadonlySet<number> = new Set([10, 11]);

export function codePointsIn(typeface: Uint8Array): Set<number> {
  const isWoff2 = Buffer.from(typeface.subarray(0, 4)).toString() === 'wOF2';
  return fromCmap(viewOf(isWoff2 ? cmapOfWoff2(typeface) : cmapOfTrueType(typeface)));
}

function cmapOfTrueType(typeface: Uint8Array): Uint8Array {
  const view = viewOf(typeface);
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const tag = Buffer.from(typeface.subarray(at, at + 4)).toString();
    if (tag === 'cmap') return typeface.subarray(view.getUint32(at + 8));
  }
  throw new Error('no cmap');
}

function cmapOfWoff2(woff2: Uint8Array): Uint8Array {
  const view = viewOf(woff2);
  const tables = view.getUint16(12);
  const compressed = view.getUint32(20);
  let at = HEADER_BYTES;
  /** UIntBase128 */
  const number = (): number => {
    for (let value = 0; ; ) {
      const byte = view.getUint8(at++);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  let offset = 0;
  let cmap: number | undefined;
  for (let table = 0; table < tables; table++) {
    const flags = view.getUint8(at++);
    const tag = flags & 63;
    if (tag === OWN_TAG) at += 4;
    const length = number();
    const isTransformed = GLYPHS.has(tag) ? flags >> 6 !== 3 : flags >> 6 !== 0;
    if (tag === CMAP) cmap = offset;
    offset += isTransformed ? number() : length;
  }
  if (cmap === undefined) throw new Error('no cmap');
  return brotliDecompressSync(woff2.subarray(at, at + compressed)).subarray(cmap);
}

function fromCmap(view: DataView): Set<number> {
  const points = new Set<number>();
  for (let table = 0; table < view.getUint16(2); table++) {
    const at = view.getUint32(8 + 8 * table);
    const format = view.getUint16(at);
    if (format === 12) addGroups(view, at, points);
    if (format === 4) addSegments(view, at, points);
  }
  return points;
}

function addGroups(view: DataView, at: number, points: Set<number>): void {
  for (let group = 0; group < view.getUint32(at + 12); group++) {
    const from = view.getUint32(at + 16 + 12 * group);
    const to = view.getUint32(at + 20 + 12 * group);
    for (let point = from; point <= to; point++) points.add(point);
  }
}

function addSegments(view: DataView, at: number, points: Set<number>): void {
  const bytes = view.getUint16(at + 6);
  for (let segment = 0; segment < bytes; segment += 2) {
    const to = view.getUint16(at + 14 + segment);
    const from = view.getUint16(at + 16 + bytes + segment);
    const delta = view.getUint16(at + 16 + 2 * bytes + segment);
    const place = at + 16 + 3 * bytes + segment;
    const rangeOffset = view.getUint16(place);
    for (let point = from; point <= to && point < 0xffff; point++) {
      const glyph =
        rangeOffset === 0
          ? (point + delta) & 0xffff
          : view.getUint16(place + rangeOffset + 2 * (point - from));
      if (glyph !== 0) points.add(point);
    }
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
