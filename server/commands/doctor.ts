import { Command } from '@commander-js/extra-typings';
import { type Outcome, refuse } from '../../shared/command.ts';
import { ok } from '../../shared/result.ts';
import { checks } from '../doctor/checks.ts';
import { examine, reportOf } from '../doctor/examine.ts';
import { dataOption, databaseOption, settingsOption } from '../settings/options.ts';
import { readSettings } from '../settings/read-settings.ts';
import { ending, programFolder } from './terminal.ts';

/** Looks at all that a server needs, and changes nothing. Ends with 1 where something must be mended. */
export const command = new Command()
  .addOption(settingsOption)
  .addOption(dataOption)
  .addOption(databaseOption)
  .option('--json', '给程序读 for programs')
  .action(ending(doctor));

async function doctor(flags: ReturnType<typeof command.opts>): Promise<Outcome> {
  const settings = await readSettings(flags, programFolder);
  if (!settings.ok) return settings;
  const examined = await examine(checks, {
    settings: settings.value,
    programFolder,
    now: Date.now,
    account: process.getuid?.(),
    fetch,
  });
  const text = flags.json ? JSON.stringify(examined, undefined, 2) : reportOf(examined);
  if (examined.every(({ state }) => state !== 'mend')) return ok(text);
  return refuse(text);
}
