import { fail, ok, type Result } from '../../../shared/result.ts';
import { type FileFault, MOST } from '../../../shared/tables/file-faults.ts';
import { unpacked, type ZipEntry } from './zip.ts';

/**
 * Unpacks the parts of an XLSX that hold cells, and leaves out blank cells and rows on the way: a
 * sheet that was coloured down to row 1,048,576 costs no more than what stands in it. What the
 * library then parses is bounded by what is kept here.
 */

/** What all parts together may unpack to, though most of it is dropped. */
const MOST_UNPACKED = 600_000_000;
const MOST_KEPT = 96_000_000;
/** Tags become objects: a cell has four, or six with its text in it. */
const MOST_TAGS = 9_600_000;
const MOST_TAGS_OF_STRINGS = 2_400_000;
/** Each column entry may stand for all 16,384 columns. */
const MOST_COLUMN_ENTRIES = 4_000;

interface Taken {
  unpacked: number;
  kept: number;
  cells: number;
  tags: number;
}

/** Pictures, charts, comments and the like hold no cells of the table. */
const ASIDE =
  /(^|\/)(media|drawings|charts|embeddings|pivot\w*|externalLinks|printerSettings|theme|threadedComments|persons|customXml|docProps|ctrlProps|activeX|webextensions|slicer\w*|timeline\w*|queryTables|tables)\/|(comments\d*|metadata|cellimages|calcChain)\.xml$|worksheets\/_rels\//i;

export async function xlsxParts(
  bytes: Buffer,
  entries: readonly ZipEntry[],
): Promise<Result<Map<string, Buffer>, FileFault>> {
  const parts = new Map<string, Buffer>();
  const taken: Taken = { unpacked: 0, kept: 0, cells: 0, tags: 0 };
  for (const entry of entries) {
    if (!/\.(xml|rels)$/i.test(entry.name) || ASIDE.test(entry.name)) continue;
    if (entry.isEncrypted) return fail({ kind: 'protected' });
    const part = await kept(unpacked(bytes, entry), entry.name, taken);
    if (!part.ok) return part;
    parts.set(entry.name, part.value);
  }
  return ok(parts);
}

async function kept(
  pieces: AsyncGenerator<Buffer>,
  name: string,
  taken: Taken,
): Promise<Result<Buffer, FileFault>> {
  const sheet = /worksheets\/[^/]+\.xml$/i.test(name) ? sheetFilter(taken) : undefined;
  const all: Buffer[] = [];
  let fault: FileFault | undefined;
  const keep = (text: Buffer): void => {
    taken.kept += text.length;
    all.push(text);
  };
  try {
    for await (const piece of pieces) {
      taken.unpacked += piece.length;
      if (sheet) keep(sheet.filled(piece));
      else keep(piece);
      fault = sheet?.fault();
      if (!fault && (taken.unpacked > MOST_UNPACKED || taken.kept > MOST_KEPT))
        fault = { kind: 'too-large', of: 'unpacked' };
      if (fault) return fail(fault);
    }
  } catch {
    return fail({ kind: 'damaged' });
  }
  if (sheet) keep(sheet.rest());
  const part = Buffer.concat(all);
  fault = sheet?.fault();
  if (fault) return fail(fault);
  const tags = tagsIn(part);
  taken.tags += tags;
  if (taken.tags > MOST_TAGS || (!sheet && tags > MOST_TAGS_OF_STRINGS))
    return fail({ kind: 'too-large', of: 'cells' });
  return ok(part);
}

function tagsIn(part: Buffer): number {
  let tags = 0;
  for (let at = part.indexOf(0x3c); at >= 0; at = part.indexOf(0x3c, at + 1)) tags++;
  return tags;
}

const BLANK_CELL =
  /<(?:\w+:)?c(?: [^<>]*)?(?:\/>|>\s*(?:<(?:\w+:)?v\s*\/>|<(?:\w+:)?v><\/(?:\w+:)?v>)?\s*<\/(?:\w+:)?c>)/g;
const BLANK_ROW = /<(?:\w+:)?row(?: [^<>]*)?(?:\/>|>\s*<\/(?:\w+:)?row>)/g;
const HAS_PLACE = /\sr=["']/;
const CELL = /<(?:\w+:)?c(?: [^<>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["'])?/g;
/** A row is rarely longer; what is longer is cut between two tags. */
const LONG = 1 << 20;

function sheetFilter(taken: { cells: number }) {
  let pending = '';
  let fault: FileFault | undefined;
  let columnEntries = 0;

  function filtered(text: string): Buffer {
    const isPlaced = (found: string): string => (HAS_PLACE.test(found) ? '' : found);
    const cells = withoutReadings(text).replaceAll(BLANK_CELL, isPlaced);
    const rows = cells.replaceAll(BLANK_ROW, isPlaced);
    count(rows);
    return Buffer.from(rows, 'latin1');
  }

  function count(text: string): void {
    for (const [, letters = '', row = '0'] of text.matchAll(CELL)) {
      taken.cells += 1;
      if (Number(row) > MOST.rows) fault = { kind: 'too-large', of: 'rows' };
      if (columnOf(letters) > MOST.columns) fault = { kind: 'too-large', of: 'columns' };
    }
    columnEntries += text.split('<col ').length - 1;
    if (taken.cells > MOST.cells) fault = { kind: 'too-large', of: 'cells' };
    if (columnEntries > MOST_COLUMN_ENTRIES) fault = { kind: 'damaged' };
  }

  return {
    fault: () => fault,
    /** Markup is ASCII, so bytes can be taken as characters and given back unchanged. */
    filled(piece: Buffer): Buffer {
      pending += piece.toString('latin1');
      let cut = pending.lastIndexOf('<row');
      if (cut <= 0 && pending.length > LONG) cut = pending.lastIndexOf('<');
      if (cut <= 0 && pending.length > 8 * LONG) fault = { kind: 'damaged' };
      if (cut <= 0) return Buffer.alloc(0);
      const text = pending.slice(0, cut);
      pending = pending.slice(cut);
      return filtered(text);
    },
    rest(): Buffer {
      const text = pending;
      pending = '';
      return filtered(text);
    },
  };
}

/** The reading above a word, which Japanese and WPS write beside an inline text, is not its text. */
function withoutReadings(text: string): string {
  if (!text.includes('</rPh>')) return text;
  let left = '';
  let from = 0;
  for (;;) {
    const open = text.indexOf('<rPh', from);
    const close = open < 0 ? -1 : text.indexOf('</rPh>', open);
    if (close < 0) return left + text.slice(from);
    left += text.slice(from, open);
    from = close + '</rPh>'.length;
  }
}

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
