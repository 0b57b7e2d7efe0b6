import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonOf } from '../../../shared/json.ts';
import {
  type EmployerChoices,
  employerChoicesSchema,
} from '../../../shared/tables/employers/choices.ts';

/** What somebody set columns to, by the shape of their table: the next table of that shape is read so, too. */

type Columns = NonNullable<EmployerChoices['columns']>;

const FILE = 'table-columns.json';
/** The oldest are forgotten. */
const MOST_SHAPES = 200;

export interface RememberedColumns {
  readonly all: () => Columns;
  /** The newest last. */
  keep(columns: Columns): Promise<void>;
}

export async function rememberedColumns(folder: string): Promise<RememberedColumns> {
  const file = join(folder, FILE);
  const text = await readFile(file, 'utf8').catch(() => '');
  let known = employerChoicesSchema.shape.columns.safeParse(jsonOf(text)).data ?? {};
  return {
    all: () => known,
    async keep(columns) {
      if (columns === known) return;
      const shapes = Object.entries(columns);
      known =
        shapes.length > MOST_SHAPES ? Object.fromEntries(shapes.slice(-MOST_SHAPES)) : columns;
      await writeFile(`${file}.new`, JSON.stringify(known));
      await rename(`${file}.new`, file);
    },
  };
}
