import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { csvTable, workbook } from '../../shared/report/files.ts';
import { followUpSheets, messageSheet, peopleToFollow } from '../station/organiser/follow-up.ts';
import { followUpPages } from '../station/printed-pages/followup-pages.ts';
import { contactsFrom } from './contacts-source.ts';
import { openOrganiserAt, type OpenedOrganiser } from './organiser-file.ts';

/**
 * `npm run followup:list -- --organiser FILE --out followup.xlsx`: after the fair, who in key groups is
 * owed what, and who left an intent with whom; with names and numbers, on the organiser's machine alone.
 * `--pages FILE` makes a page for each person to print, `--messages FILE` a list for a texting system.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organiser: { type: 'string' },
    server: { type: 'string' },
    out: { type: 'string', default: 'followup.xlsx' },
    pages: { type: 'string' },
    messages: { type: 'string' },
    'passphrase-file': { type: 'string' },
  },
});

if (values.organiser === undefined) {
  stop(
    'npm run followup:list -- --organiser organiser.json --out followup.xlsx (--server http://… | facts-….json …)',
  );
} else {
  const organiser = await openOrganiserAt(values.organiser, values['passphrase-file']);
  if (organiser.ok) await list(organiser.value);
  else stop(organiser.fault.sentence);
}

async function list(organiser: OpenedOrganiser): Promise<void> {
  const { fair, keys } = organiser;
  const contacts = await contactsFrom(organiser, { server: values.server, files: positionals });
  if (!contacts.ok) return stop(contacts.fault.sentence);
  const people = await peopleToFollow(fair, keys.sealingKey, contacts.value);
  const sheets = followUpSheets(fair, people);
  await writeFile(values.out, await workbook(sheets), { mode: 0o600 });
  if (values.pages !== undefined) {
    await writeFile(values.pages, await followUpPages(fair, people), { mode: 0o600 });
    console.log(`✓ ${values.pages}：${people.length} 页 pages`);
  }
  if (values.messages !== undefined) {
    const messages = messageSheet(people);
    await writeFile(values.messages, csvTable(messages), { mode: 0o600 });
    console.log(`✓ ${values.messages}：${messages.rows.length} 个号码 numbers`);
  }
  const [groups, intents] = sheets.map(({ rows }) => rows.length);
  console.log(
    `✓ ${values.out}：重点群体 ${groups} 人 in key groups，意向 ${intents} 条 intents\n` +
      '里面是姓名和电话：不要带出本机，用完删除。Names and numbers: keep it on this machine, and delete it afterwards.',
  );
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
