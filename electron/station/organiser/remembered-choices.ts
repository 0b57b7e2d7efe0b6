import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import {
  cellSchema,
  type EmployerChoices,
  employerChoicesSchema,
} from '../../../shared/tables/employers/choices.ts';
import type { StagedTable } from '../../../shared/tables/employers/stage.ts';
import type { Workbook } from '../../../shared/tables/workbook.ts';
import { sha256 } from '../keys/sha256.ts';

/**
 * What somebody confirmed on the page of a table: trades, booths, cells. The same table is given again once
 * it was mended in Excel, perhaps after the page was locked, and nobody confirms it all twice.
 */

const FILE = 'table-choices.json';
/** The oldest are forgotten. */
const MOST_TABLES = 20;

const keptSchema = z.strictObject({
  choices: employerChoicesSchema.omit({ columns: true, cells: true }),
  /** A cell goes into its row only as long as nobody has changed that: by the row's digest. */
  cells: z.array(cellSchema.extend({ rowWas: z.string() })),
});
type Kept = z.infer<typeof keptSchema>;
const fileSchema = z.record(z.string(), keptSchema);

export interface RememberedChoices {
  /** What counts for this workbook, too; undefined if nothing was chosen for such a table. */
  of(signature: string, workbook: Workbook): EmployerChoices | undefined;
  keep(signature: string, choices: EmployerChoices, workbook: Workbook): Promise<void>;
}

/** The same for a table that was mended: its sheets and headings. */
export const signatureOf = (tables: readonly StagedTable[]): string =>
  sha256(JSON.stringify(tables.map(({ sheet, shape }) => [sheet, shape])));

export async function rememberedChoices(folder: string): Promise<RememberedChoices> {
  const file = join(folder, FILE);
  const text = await readFile(file, 'utf8').catch(() => '');
  let known = fileSchema.safeParse(jsonOf(text)).data ?? {};
  return {
    of(signature, workbook) {
      const kept = Object.hasOwn(known, signature) ? known[signature] : undefined;
      if (!kept) return undefined;
      const rowIn = rowsOf(workbook);
      const cells = kept.cells.flatMap(({ rowWas, ...cell }) =>
        rowIn(cell.sheet, cell.row) === rowWas ? [cell] : [],
      );
      return { ...kept.choices, ...(cells.length > 0 && { cells }) };
    },
    async keep(signature, chosen, workbook) {
      const { columns: _, cells = [], ...choices } = chosen;
      const { [signature]: before, ...others } = known;
      const rowIn = rowsOf(workbook);
      const kept: Kept = {
        choices,
        cells: cells.map((cell) => ({ ...cell, rowWas: rowIn(cell.sheet, cell.row) })),
      };
      const isNothing = Object.keys(choices).length === 0 && cells.length === 0;
      if (isNothing && !before) return;
      const all = Object.entries(others).slice(1 - MOST_TABLES);
      known = Object.fromEntries(isNothing ? all : [...all, [signature, kept] as const]);
      await writeFile(`${file}.new`, JSON.stringify(known));
      await rename(`${file}.new`, file);
    },
  };
}

/** A row's digest, since what stands in it is no business of this file. */
function rowsOf({ sheets }: Workbook): (sheet: string, row: number) => string {
  const rows = new Map(
    sheets.map((sheet) => [sheet.name, new Map(sheet.rows.map((row) => [row.row, row]))]),
  );
  return (sheet, row) => {
    const cells = rows.get(sheet)?.get(row)?.cells ?? [];
    const texts = cells.map(({ text }) => text);
    return sha256(JSON.stringify(texts.slice(0, texts.findLastIndex((text) => text !== '') + 1)));
  };
}
