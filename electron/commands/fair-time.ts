import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { signTime } from '../station/keys/signed-time.ts';
import { ending, says } from './command.ts';
import { openOrganiser } from './organiser-file.ts';

/**
 * Signs the current time with the organiser's key, so that stations may destroy data whose storage
 * period is over.
 */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--out <file>', '写到哪里 where to write the signed time')
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'fair-time');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const now = Date.now();
      await writeFile(options.out, `${JSON.stringify(signTime(fair, now, keys.signingKey))}\n`);
      return ok(
        `已签署 Signed: ${new Date(now).toISOString()}\n` +
          `保存期到 ${fair.keepUntil}；过了这一天，各站点可以销毁 stations may destroy their data after that day:\n` +
          '  npx chunfeng station retire --time time.json --data DIR',
      );
    }),
  );
