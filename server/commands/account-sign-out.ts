import { ok } from '../../shared/result.ts';
import { endSessions } from '../accounts/accounts.ts';
import { atAccount, oneAccount } from './account-words.ts';
import { ending } from './terminal.ts';

export const command = oneAccount().action(
  ending((name, options) =>
    atAccount(name, options, async (keeping, account) => {
      const ended = await endSessions(keeping, account);
      return ended.ok ? ok(`${name}：在各处都已退出。Signed out everywhere.`) : ended;
    }),
  ),
);
