import { ok } from '../../shared/result.ts';
import { removeAccount } from '../accounts/accounts.ts';
import { atAccount, oneAccount } from './account-words.ts';
import { ending } from './terminal.ts';

export const command = oneAccount().action(
  ending((name, options) =>
    atAccount(name, options, async (keeping, account) => {
      const removed = await removeAccount(keeping, { ...account, even: 'the last' });
      return removed.ok
        ? ok(`${name}：已删除，已登录的都已退出。Removed, and every session has ended.`)
        : removed;
    }),
  ),
);
