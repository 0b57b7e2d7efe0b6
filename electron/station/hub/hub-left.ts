import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing } from '../store/backup.ts';
import { HUB_FOLDER, hubSettings } from './hub-settings.ts';

/**
 * Whether a hub runs on this folder or left anything in it: facts of the whole hall, which nobody destroys at a
 * locked machine (P136).
 */
export const hubLeft = async (folder: string): Promise<boolean> =>
  (await hubSettings(folder)).now().on || hasHubData(folder);

/** What cannot be read may be there. */
export function hasHubData(folder: string): boolean {
  try {
    return readdirSync(join(folder, HUB_FOLDER)).length > 0;
  } catch (error) {
    return !isMissing(error);
  }
}
