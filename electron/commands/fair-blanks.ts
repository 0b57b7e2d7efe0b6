import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { MOST_BLANKS } from '../../shared/contract/prints.ts';
import { ok } from '../../shared/result.ts';
import { randomness } from '../station/keys/randomness.ts';
import { blankPages } from '../station/organiser/prints/print-jobs.ts';
import { whole } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { openOrganiser } from './organiser-file.ts';

/**
 * Pre-printed passes for people without a phone. They are signed, and belong to nobody until an
 * entrance binds one.
 */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--out <file>', '要打印的网页 the page to print')
  .option('--count <n>', '几张 how many', whole(1, MOST_BLANKS), 100)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'fair-blanks');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const source = { fair, keys, randomBytes: randomness() };
      await writeFile(options.out, await blankPages(options.count, source));
      return ok(
        `${options.count} 张预印通行证 pre-printed passes: ${options.out}\n` +
          '打印后裁开，放在入口；签到后当面扫一张，就归那个人用。\n' +
          'Print, cut, and keep them at the entrance. A pass scanned after a check-in belongs to that person.',
      );
    }),
  );
