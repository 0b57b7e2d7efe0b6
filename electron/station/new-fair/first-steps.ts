import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type FirstStep, firstSteps } from '../../../shared/contract/new-fair.ts';
import { jsonOf } from '../../../shared/json.ts';
import { writeWhole } from '../keys/whole-file.ts';

/** What is still to do where a fair was made: kept until it is done, over restarts. */

const FIRST_STEPS_FILE = 'first-steps.json';

const schema = z.strictObject({ v: z.literal(1), todo: z.array(firstSteps) });

/** None where the fair was made elsewhere. */
export async function stepsToDo(folder: string): Promise<readonly FirstStep[]> {
  const text = await readFile(join(folder, FIRST_STEPS_FILE), 'utf8').catch(() => '');
  return schema.safeParse(jsonOf(text)).data?.todo ?? [];
}

export const keepSteps = (folder: string, todo: readonly FirstStep[]): Promise<void> =>
  todo.length > 0
    ? writeWhole(join(folder, FIRST_STEPS_FILE), `${JSON.stringify({ v: 1, todo })}\n`)
    : rm(join(folder, FIRST_STEPS_FILE), { force: true });
