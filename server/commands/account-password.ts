import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { setPassword } from '../accounts/accounts.ts';
import { HARDNESS } from '../accounts/passwords.ts';
import {
  AT_THE_SERVER,
  dataOption,
  fairOption,
  nameOf,
  placeOf,
  refusedFor,
  wholeOption,
} from './account-words.ts';
import { withHome } from './home.ts';
import { ending } from './terminal.ts';
import { givenPassword } from './typed-password.ts';

/** Whoever is signed in with the old one has to sign in again. */
export const command = new Command()
  .argument('<name>', '谁 who', nameOf)
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
      return withHome(options.data, async (storage) => {
        const keeping = { storage, now: Date.now, hardness: HARDNESS };
        const account = { fair: place.value, name, by: AT_THE_SERVER, password };
        const changed = await setPassword(keeping, account);
        if (!changed.ok) return refusedFor(changed.fault);
        return ok(
          `${name}：密码已换，已登录的都已退出。The password is changed, and every session has ended.${isNew ? `\n密码 password: ${password}` : ''}`,
        );
      });
    }),
  );
