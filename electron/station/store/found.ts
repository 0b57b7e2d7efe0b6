import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { aboutSchema } from '../../../shared/answers.ts';
import type { Head } from '../../../shared/chain.ts';
import { noticeSchema } from '../../../shared/contract/station.ts';
import { jsonOf } from '../../../shared/json.ts';
import { type Bytes, type FoundRow, rowsInPages } from '../../../shared/sqlite/pages.ts';
import type { Value } from '../../../shared/sqlite/record.ts';
import { boxContents } from '../../../shared/sync/boxes.ts';
import { isMissing } from './backup.ts';
import { factFromElsewhere, hexOf, type KeptFact, rowOf } from './kept-facts.ts';

/** What the pages of damaged ledgers still hold. Each fact proves itself by its own hash. */

export interface FoundIncarnation {
  readonly name: string;
  readonly from: Head;
}

/** The rows beside the ledger that are worth keeping, with their columns. */
export const besideColumns = {
  profile: ['pseudonym', 'masked_name', 'surname', 'title', 'about', 'reissue'],
  box: ['pseudonym', 'holds', 'sealed', 'stamp_ms', 'sent'],
  others_box: ['sealed', 'pseudonym', 'holds', 'stamp_ms'],
  note: ['number', 'pseudonym', 'booth', 'at_ms', 'text'],
  setting: ['name', 'value'],
  notice: ['number', 'body', 'read'],
  audit: ['number', 'text', 'hash'],
} as const;
type BesideTable = keyof typeof besideColumns;

export interface Found {
  readonly facts: readonly KeptFact[];
  readonly incarnations: readonly FoundIncarnation[];
  readonly beside: readonly { readonly table: BesideTable; readonly values: readonly Value[] }[];
}

const blob = z.instanceof(Uint8Array);
const id = blob.refine(({ length }) => length === 16);
const digest = blob.refine(({ length }) => length === 32);
const json = (schema: z.ZodType) =>
  z.string().refine((text) => schema.safeParse(jsonOf(text)).success);

const factRow = z
  .tuple([
    z.int(),
    z.string(),
    z.int(),
    z.string(),
    z.string(),
    digest,
    id.nullable(),
    id.nullable(),
  ])
  .rest(z.unknown());
const blankColumn = id.nullable().catch(null);
const incarnationRow = z.tuple([z.int(), z.string().length(8), z.int(), digest, z.int()]);

/** Of the settings, those that staff chose; the others come again by themselves. */
const chosen = z.union([
  z.tuple([z.enum(['lane', 'role']), z.string()]),
  z.tuple([z.enum(['printing', 'scanners']), json(z.looseObject({}))]),
]);
const shapes: Readonly<Record<BesideTable, z.ZodType>> = {
  profile: z.tuple([
    id,
    z.string(),
    z.string(),
    z.enum(['none', 'mr', 'ms', 'anonymous']),
    json(aboutSchema),
    z.int(),
  ]),
  // An earlier version kept neither when a box was written nor whether it was sent.
  box: z.tuple([id, z.enum(boxContents), blob]).rest(z.int()),
  others_box: z.tuple([blob, id, z.enum(boxContents), z.int()]),
  note: z.tuple([z.int(), id, z.string(), z.int(), z.string()]),
  setting: chosen,
  notice: z.tuple([z.int(), json(noticeSchema), z.int()]),
  audit: z.tuple([z.int(), json(z.looseObject({ deed: z.unknown() })), digest]),
};
const besideTables: readonly BesideTable[] = [
  'profile',
  'box',
  'others_box',
  'note',
  'setting',
  'notice',
  'audit',
];

/** Reads what it can of these files; of two versions of a row the later one stays. */
export function findIn(files: readonly string[], fair: string): Found {
  const facts = new Map<string, KeptFact>();
  const incarnations = new Map<number, FoundIncarnation>();
  const rows = new Map<string, Found['beside'][number]>();
  function sort({ values, loose }: FoundRow): void {
    const found = foundFact(values, fair);
    if (found) facts.set(found.hash, found);
    // Only facts prove themselves.
    if (found || loose) return;
    const began = incarnationRow.safeParse(values).data;
    if (began) {
      const [number, name, seq, hash] = began;
      incarnations.set(number, { name, from: { seq, hash: hexOf(hash) } });
    }
    const table = besideTables.find((each) => shapes[each].safeParse(values).success);
    if (table) rows.set(`${table} ${keyOf(table, values)}`, { table, values });
  }
  for (const file of files) for (const row of rowsOfFile(file)) sort(row);
  return {
    facts: [...facts.values()],
    incarnations: [...incarnations].toSorted(([a], [b]) => a - b).map(([, each]) => each),
    beside: [...rows.values()],
  };
}

/** Its place among the columns of `fact`, after `target`. */
const BLANK = 9;

function foundFact(values: readonly Value[], fair: string): KeptFact | undefined {
  const row = factRow.safeParse(values).data;
  if (!row) return undefined;
  const [, , , , text, hash, person, secret] = row;
  const blank = blankColumn.parse(row[BLANK]);
  const whole = rowOf(text, hexOf(hash), {
    pseudonym: person && hexOf(person),
    salt: secret && hexOf(secret),
    blank: blank && hexOf(blank),
  });
  return factFromElsewhere(whole, fair, () => true);
}

function keyOf(table: BesideTable, [first, second]: readonly Value[]): string {
  const key = first instanceof Uint8Array ? hexOf(first) : String(first);
  return table === 'box' ? `${key} ${String(second)}` : key;
}

function* rowsOfFile(path: string): Generator<FoundRow> {
  const file = openBytes(path);
  const log = openBytes(`${path}-wal`);
  try {
    if (file) yield* rowsInPages(file, log);
  } finally {
    file?.close();
    log?.close();
  }
}

function openBytes(path: string): (Bytes & { close(): void }) | undefined {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return {
    size: fstatSync(handle).size,
    read(offset, length) {
      const bytes = Buffer.alloc(length);
      try {
        // The end of a file that was cut off counts as zeroes.
        return readSync(handle, bytes, 0, length, offset) > 0 ? bytes : undefined;
      } catch {
        // A bad sector costs this page alone.
        return undefined;
      }
    },
    close: () => closeSync(handle),
  };
}
