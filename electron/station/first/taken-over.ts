import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import { writeWhole } from '../keys/whole-file.ts';
import type { Audit, AuditDeed } from '../store/audit.ts';

/**
 * That this machine took the organiser's place: written before it is a station, and into its log as soon as it
 * has one, over a power cut in between.
 */

const TAKEN_OVER_FILE = 'taken-over.json';

const schema = z.strictObject({
  v: z.literal(1),
  slot: z.int(),
  revision: z.int(),
  from: z.enum(['by-stick', 'by-server', 'by-file']),
});
export type TakenOver = Omit<z.infer<typeof schema>, 'v'>;

export const keepTakenOver = (folder: string, taken: TakenOver): Promise<void> =>
  writeWhole(join(folder, TAKEN_OVER_FILE), `${JSON.stringify({ v: 1, ...taken })}\n`);

/** Once, however often the station is opened. */
export async function noteTakenOver(
  folder: string,
  audit: Pick<Audit, 'rows'>,
  note: (deed: AuditDeed) => void,
): Promise<void> {
  const file = join(folder, TAKEN_OVER_FILE);
  const taken = schema.safeParse(jsonOf(await readFile(file, 'utf8').catch(() => ''))).data;
  if (!taken) return;
  const { slot, revision, from } = taken;
  const isNoted = (): boolean => audit.rows().some(({ entry }) => entry.deed.did === 'took-over');
  if (!isNoted()) note({ did: 'took-over', slot, revision, from });
  // A full disk takes no note: then the file says it again at the next start.
  if (isNoted()) await rm(file, { force: true });
}
