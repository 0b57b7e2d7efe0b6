import { ok } from '../../shared/result.ts';
import { setPassword } from '../accounts/accounts.ts';
import { accountWithPassword, atAccount } from './account-words.ts';
import { ending } from './terminal.ts';
import { givenPassword } from './typed-password.ts';

/** Anyone who is signed in with the old one has to sign in again. */
export const command = accountWithPassword().action(
  ending((name, options) =>
    atAccount(name, options, async (keeping, account) => {
      const given = await givenPassword(options);
      if (!given.ok) return given;
      const { password, made } = given.value;
      const set = await setPassword(keeping, { ...account, password });
      return set.ok
        ? ok(
            `${name}：密码已换，已登录的都已退出。The password is changed, and every session has ended.${made}`,
          )
        : set;
    }),
  ),
);
