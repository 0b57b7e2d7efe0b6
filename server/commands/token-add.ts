import { Option } from '@commander-js/extra-typings';
import { tokenRights } from '../../shared/contract/accounts.ts';
import { ok } from '../../shared/result.ts';
import { addToken } from '../accounts/tokens.ts';
import { AT_THE_SERVER, fairOption, nameOf, refusedFor } from './account-words.ts';
import { atHome, homeCommand } from './at-home.ts';
import { ending } from './terminal.ts';

/** Prints the token alone, so that it can be written straight into a file. */
export const command = homeCommand()
  .argument('<name>', '给哪个程序 which program it is for', nameOf)
  .addOption(fairOption().makeOptionMandatory())
  .addOption(
    new Option('--may <rights...>', '可以取什么、做什么 what it is good for')
      .choices(tokenRights)
      .makeOptionMandatory(),
  )
  .action(
    ending(async (name, { fair, may, ...home }) =>
      atHome(home, async (storage) => {
        const token = { fair, name, by: AT_THE_SERVER, rights: may };
        const added = await addToken({ storage, now: Date.now }, token);
        return added.ok ? ok(added.value.token) : refusedFor(added.fault);
      }),
    ),
  );
