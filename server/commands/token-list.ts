import { ok } from '../../shared/result.ts';
import { listTokens } from '../accounts/tokens.ts';
import { fairOption } from './account-words.ts';
import { atHome, homeCommand } from './at-home.ts';
import { ending } from './terminal.ts';

export const command = homeCommand()
  .addOption(fairOption().makeOptionMandatory())
  .action(
    ending(async ({ fair, ...home }) =>
      atHome(home, async (storage) => {
        const tokens = await listTokens(storage, fair);
        const lines = tokens.map(({ name, rights }) => `${name}  ${rights.join(' ')}`);
        return ok(lines.join('\n') || '还没有令牌。There is no token yet.');
      }),
    ),
  );
