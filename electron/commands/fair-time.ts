import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import type { Fair } from '../../shared/fair.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SignedTime } from '../../shared/signed-time.ts';
import { tellClosing } from '../station/ending/tell-closing.ts';
import { signTime } from '../station/keys/signed-time.ts';
import { networkOf } from '../station/sync/network.ts';
import { type Refused, refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { unreachableSentence } from './enrolment-sentences.ts';
import { openOrganiser } from './organiser-file.ts';

/**
 * Signs the current time with the organiser's key, so that stations may destroy data whose storage
 * period is over, and servers forget whom the tombstones of erased people stand for.
 */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--out <file>', '写到哪里 where to write the signed time')
  .option('--passphrase-file <file>', says.passphrase)
  .option(
    '--server <url>',
    '也告诉中心服务器，会场中转随后自己照办 also tells the central server; hubs follow by themselves',
  )
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'fair-time');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const now = Date.now();
      const time = signTime(fair, now, keys.signingKey);
      await writeFile(options.out, `${JSON.stringify(time)}\n`);
      const closed =
        options.server === undefined ? ok('') : await close(fair, time, options.server);
      if (!closed.ok) return closed;
      return ok(
        `${closed.value}已签署 Signed: ${new Date(now).toISOString()}\n` +
          `保存期到 ${fair.keepUntil}；过了这一天，各站点可以销毁 stations may destroy their data after that day:\n` +
          '  npx chunfeng station retire --time time.json --data DIR',
      );
    }),
  );

async function close(
  fair: Fair,
  time: SignedTime,
  server: string,
): Promise<Result<string, Refused>> {
  const fetch = await networkOf(() => fair, server);
  const answer = await tellClosing(fair, time, { server, fetch });
  if (answer === 'received') {
    return ok('服务器已结束这场招聘会，删去了墓碑的对照。The server has closed the fair.\n');
  }
  if (answer === 'no-such-fair') {
    return refuse(
      '那台服务器上没有这场招聘会，或者它的程序太旧：请核对地址，或先更新它。That server does not have this fair, or is too old for it: check its address, or update it first.',
    );
  }
  return refuse(
    answer === 'too-early'
      ? `服务器没有结束这场招聘会：保存期到 ${fair.keepUntil}，要过了才行。The server has not closed the fair: its data is kept until ${fair.keepUntil}.`
      : unreachableSentence(answer),
  );
}
