import { Command, Option } from '@commander-js/extra-typings';
import { accountRoles } from '../../shared/contract/accounts.ts';
import { ok } from '../../shared/result.ts';
import { addAccount } from '../accounts/accounts.ts';
import { HARDNESS } from '../accounts/passwords.ts';
import {
  AT_THE_SERVER,
  dataOption,
  fairOption,
  nameOf,
  placeOf,
  refusedFor,
  roleWords,
  wholeOption,
} from './account-words.ts';
import { withHome } from './home.ts';
import { ending } from './terminal.ts';
import { givenPassword } from './typed-password.ts';

/** Works beside a running server, which knows the account at once. */
export const command = new Command()
  .argument('<name>', '谁，登录时输入 who, as typed at the sign-in', nameOf)
  .addOption(
    new Option('--role <role>', '能做什么 what they may do')
      .choices(accountRoles)
      .default('organiser' as const),
  )
  .addOption(fairOption())
  .addOption(wholeOption())
  .option('--password-file <file>', '密码在这个文件里 a file with the password')
  .option(
    '--generate',
    '由程序出密码，只显示一次 the program makes the password, and shows it once',
  )
  .addOption(dataOption())
  .action(
    ending(async (name, options) => {
      const place = placeOf(options);
      if (!place.ok) return place;
      const given = await givenPassword(options);
      if (!given.ok) return given;
      const { password, isNew } = given.value;
      const { role } = options;
      return withHome(options.data, async (storage) => {
        const keeping = { storage, now: Date.now, hardness: HARDNESS };
        const account = { fair: place.value, name, by: AT_THE_SERVER, role, password };
        const added = await addAccount(keeping, account);
        if (!added.ok) return refusedFor(added.fault);
        return ok(`${name}：${roleWords[role]}${isNew ? `\n密码 password: ${password}` : ''}`);
      });
    }),
  );
