import { writeFile } from 'node:fs/promises';
import { Command } from '@commander-js/extra-typings';
import { ok } from '../../shared/result.ts';
import { boothSheets } from '../station/printed-pages/booth-sheets.ts';
import { refuse, several } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { openOrganiser } from './organiser-file.ts';

/** For each booth: its card, its card of commands and a sheet for tallying on paper. */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--out <file>', '要打印的网页 the page to print')
  .option('--booth <code>', '只要这个展位，可写几次 only this booth; may be repeated', several)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (options) => {
      const opened = await openOrganiser(options, 'fair-cards');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const booths = fair.booths.filter(({ code }) => options.booth?.includes(code) ?? true);
      if (booths.length === 0) return refuse('没有这个展位。There is no such booth.');
      await writeFile(options.out, await boothSheets(fair, booths, keys.signingKey));
      return ok(
        `${booths.length} 个展位的展位卡、指令卡和登记表 sheets of ${booths.length} booths: ${options.out}\n` +
          '指令卡只给本展位的人，不要让求职者拍到。Keep each command card with its booth’s staff, out of attendees’ photos.',
      );
    }),
  );
