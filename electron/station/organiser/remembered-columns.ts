import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonOf } from '../../../shared/json.ts';
import type { z } from 'zod';

/** What somebody set columns to, by the shape of their table: the next table of that shape is read so, too. */

const FILES = { employers: 'table-columns.json', people: 'people-columns.json' } as const;
/** The oldest are forgotten. */
const MOST_SHAPES = 200;

type Columns = Record<string, Record<string, string>>;

export interface RememberedColumns<C extends Columns> {
  readonly all: () => C;
  /** The newest last. */
  keep(columns: C): Promise<void>;
}

export async function rememberedColumns<C extends Columns>(
  folder: string,
  list: keyof typeof FILES,
  schema: z.ZodType<C>,
): Promise<RememberedColumns<C>> {
  const file = join(folder, FILES[list]);
  const text = await readFile(file, 'utf8').catch(() => '');
  let known = schema.safeParse(jsonOf(text)).data ?? schema.parse({});
  return {
    all: () => known,
    async keep(columns) {
      if (columns === known) return;
      const newest = Object.entries(columns).slice(-MOST_SHAPES);
      known = schema.parse(Object.fromEntries(newest));
      await writeFile(`${file}.new`, JSON.stringify(known));
      await rename(`${file}.new`, file);
    },
  };
}
