import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { removeToken } from '../accounts/tokens.ts';
import { AT_THE_SERVER, dataOption, fairOption, nameOf, refusedFor } from './account-words.ts';
import { withHome } from './home.ts';
import { ending } from './terminal.ts';

export const command = new Command()
  .argument('<name>', '哪个程序的 which program’s', nameOf)
  .addOption(fairOption().makeOptionMandatory())
  .addOption(dataOption())
  .action(
    ending(async (name, { fair, data }) =>
      withHome(data, async (storage) => {
        const token = { fair, name, by: AT_THE_SERVER };
        const removed = await removeToken({ storage, now: Date.now }, token);
        if (!removed.ok) return refusedFor(removed.fault);
        return ok(`${name}：令牌已删除，立即失效。Removed: it opens nothing any more.`);
      }),
    ),
  );
