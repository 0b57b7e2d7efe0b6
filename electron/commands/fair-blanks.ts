import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { makeBlank } from '../station/keys/blank-passes.ts';
import { randomness } from '../station/keys/randomness.ts';
import { blankPassesPage } from '../station/printed-pages/blank-passes-page.ts';
import { whole } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { openOrganiser } from './organiser-file.ts';

const MOST = 5_000;

/**
 * Pre-printed passes for people without a phone. They are signed, and belong to nobody until an
 * entrance binds one.
 */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--out <file>', '要打印的网页 the page to print')
  .option('--count <n>', '几张 how many', whole(1, MOST), 100)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'fair-blanks');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const random = randomness();
      const texts = Array.from({ length: options.count }, () =>
        makeBlank(fair, Buffer.from(random(16)).toString('hex'), keys.signingKey),
      );
      await writeFile(options.out, await blankPassesPage(fair.name, texts));
      return ok(
        `${options.count} 张预印通行证 pre-printed passes: ${options.out}\n` +
          '打印后裁开，放在入口；签到后当面扫一张，就归那个人用。\n' +
          'Print, cut, and keep them at the entrance. A pass scanned after a check-in belongs to that person.',
      );
    }),
  );
