import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonOf } from '../../../shared/json.ts';
import {
  emptyDraft,
  newFairDraftSchema,
  type NewFairDraft,
} from '../../../shared/new-fair/draft.ts';
import { codeOf } from '../error-code.ts';
import { writeWhole } from '../keys/whole-file.ts';

/** A fair that is being made, in the folder where it will be. It holds no secret, and no station opens it. */

const NEW_FAIR_FILE = 'new-fair.json';

export async function readDraft(folder: string): Promise<NewFairDraft> {
  const file = join(folder, NEW_FAIR_FILE);
  try {
    const read = newFairDraftSchema.safeParse(jsonOf(await readFile(file, 'utf8')));
    if (read.success) return read.data;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return emptyDraft;
    throw error;
  }
  // Of another version, or damaged: the person who made it may still want to look at it.
  await rename(file, `${file}.old`);
  return emptyDraft;
}

export const keepDraft = (folder: string, draft: NewFairDraft): Promise<void> =>
  writeWhole(join(folder, NEW_FAIR_FILE), `${JSON.stringify(draft)}\n`);

export const forgetDraft = (folder: string): Promise<void> =>
  rm(join(folder, NEW_FAIR_FILE), { force: true });
