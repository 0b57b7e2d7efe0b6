import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { workbook } from '../../shared/report/files.ts';
import { ok } from '../../shared/result.ts';
import { contactSheet, releasedContacts } from '../station/organiser/released-contacts.ts';
import { refuse, several } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { contactsFrom } from './contacts-source.ts';
import { openOrganiser } from './organiser-file.ts';

/**
 * Writes one workbook per employer: the people who left a résumé and agreed to share their number.
 */
export const command = new Command()
  .argument(
    '[files...]',
    '站点存到 U 盘的文件；不写就向服务器要 files from a stick; default: from the server',
  )
  .requiredOption('--organiser <file>', says.organiser)
  .option('--out <folder>', '写到哪个文件夹 the folder to write to', 'contacts')
  .option('--booth <code>', '只要这个展位，可写几次 only this booth; may be repeated', several)
  .option('--server <url>', says.server)
  .option('--token-file <file>', says.tokenOrKey)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (files: readonly string[], options) => {
      const opened = await openOrganiser(options, 'contacts-release');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const { server, tokenFile } = options;
      const contacts = await contactsFrom(opened.value, { server, tokenFile, files });
      if (!contacts.ok) return contacts;
      const released = await releasedContacts(fair, keys.sealingKey, contacts.value);
      const wanted = released.filter(({ booth }) => options.booth?.includes(booth) ?? true);
      if (wanted.length === 0) return refuse('没有这样的简历。No résumés match.');
      await mkdir(options.out, { recursive: true, mode: 0o700 });
      for (const each of wanted) {
        const { booth, people, withheld } = each;
        const kept = withheld > 0 ? `；${withheld} 人没有同意，不给 ${withheld} did not agree` : '';
        if (people.length > 0) {
          const file = join(options.out, `contacts-${booth}.xlsx`);
          await writeFile(file, await workbook([contactSheet(each)]), { mode: 0o600 });
          console.log(`✓ ${file}：${people.length} 人 people${kept}`);
        } else {
          console.log(`– ${booth}：没有人同意 nobody agreed${kept}`);
        }
      }
      return ok(
        '里面是姓名和电话：只交给该单位。Names and numbers: give each file only to its employer.',
      );
    }),
  );
