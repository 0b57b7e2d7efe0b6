import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { workbook } from '../../shared/report/files.ts';
import { contactSheet, releasedContacts } from '../station/organiser/released-contacts.ts';
import { contactsFrom } from './contacts-source.ts';
import { openOrganiserAt, type OpenedOrganiser } from './organiser-file.ts';

/**
 * `npm run contacts:release -- --organiser FILE --booth A01 --out DIR`: for each employer a workbook of
 * those who left a résumé with it and agreed that it may have their number. From the fair's server, or
 * from the stations' own files on a stick; opened here, where the organiser's key is.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    organiser: { type: 'string' },
    server: { type: 'string' },
    booth: { type: 'string', multiple: true },
    out: { type: 'string', default: 'contacts' },
    'passphrase-file': { type: 'string' },
  },
});

if (values.organiser === undefined) {
  stop(
    'npm run contacts:release -- --organiser organiser.json --out contacts (--booth A01) (--server http://… | facts-….json …)',
  );
} else {
  const organiser = await openOrganiserAt(values.organiser, values['passphrase-file']);
  if (organiser.ok) await release(organiser.value);
  else stop(organiser.fault.sentence);
}

async function release(organiser: OpenedOrganiser): Promise<void> {
  const { fair, keys } = organiser;
  const contacts = await contactsFrom(organiser, { server: values.server, files: positionals });
  if (!contacts.ok) return stop(contacts.fault.sentence);
  const released = await releasedContacts(fair, keys.sealingKey, contacts.value);
  const wanted = released.filter(({ booth }) => values.booth?.includes(booth) ?? true);
  if (wanted.length === 0) return stop('没有这样的简历。There are no such résumés.');
  await mkdir(values.out, { recursive: true, mode: 0o700 });
  for (const each of wanted) {
    const { booth, people, withheld } = each;
    const kept = withheld > 0 ? `；${withheld} 人没有同意，不给 ${withheld} did not agree` : '';
    if (people.length > 0) {
      const file = join(values.out, `contacts-${booth}.xlsx`);
      await writeFile(file, await workbook([contactSheet(each)]), { mode: 0o600 });
      console.log(`✓ ${file}：${people.length} 人 people${kept}`);
    } else {
      console.log(`– ${booth}：没有人同意 nobody agreed${kept}`);
    }
  }
  console.log('里面是姓名和电话：只交给该单位。Names and numbers: for that employer alone.');
}

function stop(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
