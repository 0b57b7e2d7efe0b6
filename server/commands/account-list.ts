import { ok } from '../../shared/result.ts';
import { listAccounts } from '../accounts/accounts.ts';
import { fairOption, placeOf, roleWords, wholeOption } from './account-words.ts';
import { atHome, homeCommand } from './at-home.ts';
import { ending } from './terminal.ts';

export const command = homeCommand()
  .addOption(fairOption())
  .addOption(wholeOption())
  .action(
    ending(async (options) => {
      const place = placeOf(options);
      if (!place.ok) return place;
      return atHome(options, async (storage) => {
        const accounts = await listAccounts({ storage, now: Date.now }, place.value);
        const lines = accounts.map(
          ({ name, role, sessions }) =>
            `${name}  ${roleWords[role]}  登录 ${sessions} 处 signed in ${sessions} times`,
        );
        return ok(lines.join('\n') || '还没有账号。There is no account yet.');
      });
    }),
  );
