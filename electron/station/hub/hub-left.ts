import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../store/backup.ts';
import { HUB_FOLDER, hubSettings } from './hub-settings.ts';

/**
 * Whether a hub runs on this folder or left anything in it: facts of the whole hall, which nobody destroys at a
 * locked machine (P136). What cannot be read may be there.
 */
export async function hubLeft(folder: string): Promise<boolean> {
  if ((await hubSettings(folder)).now().on) return true;
  try {
    return (await readdir(join(folder, HUB_FOLDER))).length > 0;
  } catch (error) {
    return !isMissing(error);
  }
}
