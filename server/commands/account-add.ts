import { Option } from '@commander-js/extra-typings';
import { accountRoles } from '../../shared/contract/accounts.ts';
import { ok } from '../../shared/result.ts';
import { addAccount } from '../accounts/accounts.ts';
import { accountWithPassword, atAccount, roleWords } from './account-words.ts';
import { ending } from './terminal.ts';
import { givenPassword } from './typed-password.ts';

export const command = accountWithPassword()
  .addOption(
    new Option('--role <role>', '能做什么 what they may do')
      .choices(accountRoles)
      .default('organiser' as const),
  )
  .action(
    ending((name, options) =>
      atAccount(name, options, async (keeping, account) => {
        const given = await givenPassword(options);
        if (!given.ok) return given;
        const { role } = options;
        const { password, made } = given.value;
        const added = await addAccount(keeping, { ...account, role, password });
        return added.ok ? ok(`${name}：${roleWords[role]}${made}`) : added;
      }),
    ),
  );
