import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { removeAccount } from '../accounts/accounts.ts';
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

export const command = new Command()
  .argument('<name>', '谁 who', nameOf)
  .addOption(fairOption())
  .addOption(wholeOption())
  .addOption(dataOption())
  .action(
    ending(async (name, options) => {
      const place = placeOf(options);
      if (!place.ok) return place;
      return withHome(options.data, async (storage) => {
        const account = { fair: place.value, name, by: AT_THE_SERVER, even: 'the last' } as const;
        const removed = await removeAccount({ storage, now: Date.now }, account);
        if (!removed.ok) return refusedFor(removed.fault);
        return ok(`${name}：已删除，已登录的都已退出。Removed, and every session has ended.`);
      });
    }),
  );
