import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import { ROSTERS } from '../people/keep-roster.ts';

/**
 * Knows the last imported list of people, so that its import can be undone in one step: what it
 * made here is taken away as a whole.
 */

const LAST_FILE = 'last-people.json';
/** Being taken away: no list of people, whatever stops in between. */
const GOING = '.going-';

const lastSchema = z.strictObject({
  /** The name of its folder. */
  folder: z.string().regex(/^[\w-]{1,60}$/),
  people: z.int().min(0),
});
type Last = z.infer<typeof lastSchema>;

export async function lastRoster(folder: string) {
  const file = join(folder, LAST_FILE);
  const rosters = join(folder, ROSTERS);
  const names = await readdir(rosters).catch((): string[] => []);
  for (const name of names.filter((each) => each.startsWith(GOING)))
    await rm(join(rosters, name), { recursive: true, force: true });
  const text = await readFile(file, 'utf8').catch(() => '');
  const said = lastSchema.safeParse(jsonOf(text)).data;
  let last: Last | undefined = said && names.includes(said.folder) ? said : undefined;
  return {
    people: () => last?.people,
    async keep(imported: Last): Promise<void> {
      last = imported;
      await writeFile(`${file}.new`, JSON.stringify(imported));
      await rename(`${file}.new`, file);
    },
    /** Returns how many people were in it; undefined if there is none, or it is gone. */
    async undo(): Promise<number | undefined> {
      const undone = last;
      last = undefined;
      if (!undone) return undefined;
      const going = join(rosters, GOING + randomUUID());
      const isThere = await rename(join(rosters, undone.folder), going).then(
        () => true,
        () => false,
      );
      await rm(file, { force: true });
      await rm(going, { recursive: true, force: true });
      return isThere ? undone.people : undefined;
    },
  };
}

export type LastRoster = Awaited<ReturnType<typeof lastRoster>>;
