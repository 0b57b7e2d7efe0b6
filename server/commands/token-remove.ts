import { ok } from '../../shared/result.ts';
import { removeToken } from '../accounts/tokens.ts';
import { AT_THE_SERVER, fairOption, nameOf, refusedFor } from './account-words.ts';
import { atHome, homeCommand } from './at-home.ts';
import { ending } from './terminal.ts';

export const command = homeCommand()
  .argument('<name>', '哪个程序的 which program’s', nameOf)
  .addOption(fairOption().makeOptionMandatory())
  .action(
    ending(async (name, { fair, ...home }) =>
      atHome(home, async (storage) => {
        const token = { fair, name, by: AT_THE_SERVER };
        const removed = await removeToken({ storage, now: Date.now }, token);
        if (!removed.ok) return refusedFor(removed.fault);
        return ok(`${name}：令牌已删除，立即失效。Removed: it opens nothing any more.`);
      }),
    ),
  );
