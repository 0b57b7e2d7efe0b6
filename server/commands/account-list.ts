import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { listAccounts } from '../accounts/accounts.ts';
import { dataOption, fairOption, placeOf, roleWords, wholeOption } from './account-words.ts';
import { withHome } from './home.ts';
import { ending } from './terminal.ts';

export const command = new Command()
  .addOption(fairOption())
  .addOption(wholeOption())
  .addOption(dataOption())
  .action(
    ending(async (options) => {
      const place = placeOf(options);
      if (!place.ok) return place;
      return withHome(options.data, async (storage) => {
        const accounts = await listAccounts({ storage, now: Date.now }, place.value);
        const lines = accounts.map(
          ({ name, role, sessions }) =>
            `${name}  ${roleWords[role]}  登录 ${sessions} 处 signed in ${sessions} times`,
        );
        return ok(lines.join('\n') || '还没有账号。There is no account yet.');
      });
    }),
  );
