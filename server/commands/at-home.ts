import { Command } from '@commander-js/extra-typings';
import type { Refused } from '../../shared/command.ts';
import type { Result } from '../../shared/result.ts';
import { homeTrouble, openHome } from '../settings/open-home.ts';
import { dataOption, databaseOption, settingsOption } from '../settings/options.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Storage } from '../storage/homes.ts';
import { programFolder } from './terminal.ts';

/** Commands that work on a server's database, beside the server that runs. */

/** The server's data, as its settings name it. */
export const homeCommand = () =>
  new Command().addOption(settingsOption).addOption(dataOption).addOption(databaseOption);

/** A command about one fair. */
export const ofOneFair = () =>
  homeCommand().argument('<fair>', '招聘会编号 the fair’s id, as `fair list` says it');

export interface HomeFlags {
  readonly settings?: string | undefined;
  readonly data?: string | undefined;
  readonly databaseUrlFile?: string | undefined;
}

/** Others of a command's options may have a setting's name and another meaning. */
export const homeSettings = ({ settings, data, databaseUrlFile }: HomeFlags) =>
  readSettings({ settings, data, databaseUrlFile }, programFolder);

export async function atHome<T>(
  flags: HomeFlags,
  work: (storage: Storage) => Promise<Result<T, Refused>>,
): Promise<Result<T, Refused>> {
  const settings = await homeSettings(flags);
  if (!settings.ok) return settings;
  process.umask(0o077);
  const home = await openHome(settings.value, 'beside');
  if (!home.ok) return home;
  const storage = home.value;
  try {
    return await work(storage);
  } catch (error) {
    return homeTrouble(error, settings.value, storage.home);
  } finally {
    await storage.close().catch(() => undefined);
  }
}

export const keepingWords = {
  'no-such-fair':
    '服务器上没有这个招聘会；用 fair list 看编号。No such fair is here; `fair list` says the ids.',
  'not-closed':
    '这个招聘会还没有结束：保存期过后，请主办方签时间，再用 fair close。This fair is not closed: after its storage period the organiser signs the time, then use `fair close`.',
  'not-archived':
    '只能删除已归档的招聘会：先用 fair archive。Only an archived fair can be removed: use `fair archive` first.',
} as const;
