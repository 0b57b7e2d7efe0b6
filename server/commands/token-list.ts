import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { listTokens } from '../accounts/tokens.ts';
import { dataOption, fairOption } from './account-words.ts';
import { withHome } from './home.ts';
import { ending } from './terminal.ts';

export const command = new Command()
  .addOption(fairOption().makeOptionMandatory())
  .addOption(dataOption())
  .action(
    ending(async ({ fair, data }) =>
      withHome(data, async (storage) => {
        const tokens = await listTokens(storage, fair);
        const lines = tokens.map(({ name, rights }) => `${name}  ${rights.join(' ')}`);
        return ok(lines.join('\n') || '还没有令牌。There is no token yet.');
      }),
    ),
  );
