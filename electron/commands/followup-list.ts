import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { csvTable, workbook } from '../../shared/report/files.ts';
import { ok } from '../../shared/result.ts';
import { followUpSheets, messageSheet } from '../../shared/report/follow-up-sheets.ts';
import { several } from '../../shared/command.ts';
import { peopleToFollow } from '../station/organiser/follow-up.ts';
import { ARCHIVE_FILE } from '../station/people/keep-roster.ts';
import { boxesIn } from '../station/people/registered-boxes.ts';
import { followUpPages } from '../station/printed-pages/followup-pages.ts';
import { ending, says } from './command.ts';
import { contactsFrom } from './contacts-source.ts';
import { openOrganiser } from './organiser-file.ts';

/**
 * Lists after the fair which key-group services are still due, and which people left an intent with
 * which employer.
 */
export const command = new Command()
  .argument(
    '[files...]',
    '站点存到 U 盘的文件；不写就向服务器要 files from a stick; default: from the server',
  )
  .requiredOption('--organiser <file>', says.organiser)
  .option('--out <file>', '名单写到哪里 where to write the list', 'followup.xlsx')
  .option('--pages <file>', '每人一页，供打印 a page for each person, to print')
  .option('--messages <file>', '给短信平台的号码表 a list for a texting system')
  .option(
    '--people <folder>',
    '网上报名名单的文件夹（people import 的 --out），可写几次 a folder of registered people (of people import); may be repeated',
    several,
  )
  .option('--server <url>', says.server)
  .option('--token-file <file>', says.tokenOrKey)
  .option('--passphrase-file <file>', says.passphrase)
  .action(
    ending(async (files: readonly string[], options) => {
      const opened = await openOrganiser(options, 'followup-list');
      if (!opened.ok) return opened;
      const { fair, keys } = opened.value;
      const { server, tokenFile } = options;
      const contacts = await contactsFrom(opened.value, { server, tokenFile, files });
      if (!contacts.ok) return contacts;
      const registered = (options.people ?? []).flatMap((folder, list) =>
        boxesIn(join(folder, ARCHIVE_FILE), list),
      );
      const people = await peopleToFollow(fair, keys.sealingKey, {
        ...contacts.value,
        boxes: [...registered, ...contacts.value.boxes],
      });
      const sheets = followUpSheets(fair, people);
      await writeFile(options.out, await workbook(sheets), { mode: 0o600 });
      if (options.pages !== undefined) {
        await writeFile(options.pages, await followUpPages(fair, people), { mode: 0o600 });
        console.log(`✓ ${options.pages}：${people.length} 页 pages`);
      }
      if (options.messages !== undefined) {
        const messages = messageSheet(people);
        await writeFile(options.messages, csvTable(messages), { mode: 0o600 });
        console.log(`✓ ${options.messages}：${messages.rows.length} 个号码 numbers`);
      }
      const [groups, intents] = sheets.map(({ rows }) => rows.length);
      return ok(
        `✓ ${options.out}：重点群体 ${groups} 人 in key groups，意向 ${intents} 条 intents\n` +
          '里面是姓名和电话：不要带出本机，用完删除。Names and numbers: keep the list on this machine, and delete it after use.',
      );
    }),
  );
