/**
 * The container of .xls, of encrypted .xlsx and of old Word and WPS files: a small file system.
 * Read here only far enough to tell what a file is and to find its workbook.
 */

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** What ends a chain of sectors, or marks one that is none. */
const LAST_SECTOR = 0xfffffffa;
const ENTRY = 128;

export const isCompound = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(SIGNATURE);

/** Streams by name; what is cut or loops throws, or ends early. */
export function compoundStreams(bytes: Buffer): Map<string, () => Buffer> {
  const sector = 1 << bytes.readUInt16LE(30);
  const small = 1 << bytes.readUInt16LE(32);
  if (sector < 128 || sector > 4096 || small > sector) throw new Error('no such sector size');
  const sectorAt = (place: number): Buffer =>
    bytes.subarray((place + 1) * sector, (place + 2) * sector);

  const table = numbers(Buffer.concat(tableSectors(bytes, sectorAt, sector)));
  const chain = (first: number, next: readonly number[]): number[] => {
    const places: number[] = [];
    for (let place = first; place < LAST_SECTOR && places.length <= next.length; ) {
      places.push(place);
      place = next[place] ?? LAST_SECTOR;
    }
    return places;
  };
  const read = (first: number): Buffer => Buffer.concat(chain(first, table).map(sectorAt));

  const directory = read(bytes.readUInt32LE(48));
  const smallTable = numbers(read(bytes.readUInt32LE(60)));
  const smallest = bytes.readUInt32LE(56);
  const root = directory.readUInt32LE(116);
  const streams = new Map<string, () => Buffer>();
  for (let entry = 0; entry + ENTRY <= directory.length; entry += ENTRY) {
    const length = directory.readUInt16LE(entry + 64);
    const name = directory.toString(
      'utf16le',
      entry,
      entry + Math.max(0, Math.min(64, length) - 2),
    );
    const first = directory.readUInt32LE(entry + 116);
    const size = directory.readUInt32LE(entry + 120);
    if (name === '' || streams.has(name)) continue;
    streams.set(name, () =>
      size >= smallest
        ? read(first).subarray(0, size)
        : smallStream(read(root), chain(first, smallTable), small).subarray(0, size),
    );
  }
  return streams;
}

const smallStream = (all: Buffer, places: readonly number[], size: number): Buffer =>
  Buffer.concat(places.map((place) => all.subarray(place * size, (place + 1) * size)));

/** The first 109 sectors of the table are named in the header, the rest in sectors of their own. */
function tableSectors(bytes: Buffer, at: (place: number) => Buffer, sector: number): Buffer[] {
  const places = numbers(bytes.subarray(76, 512));
  let more = bytes.readUInt32LE(68);
  for (let seen = 0; more < LAST_SECTOR && seen * sector <= bytes.length; seen++) {
    const named = numbers(at(more));
    places.push(...named.slice(0, -1));
    more = named.at(-1) ?? LAST_SECTOR;
  }
  return places.filter((place) => place < LAST_SECTOR).map(at);
}

function numbers(bytes: Buffer): number[] {
  const all: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) all.push(bytes.readUInt32LE(at));
  return all;
}
