import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayAndHour } from '../../shared/calendar.ts';
import { randomness } from '../station/open/randomness.ts';
import { ARCHIVE_FILE, CODES_FILE, keepRoster } from '../station/people/keep-roster.ts';
import { PEOPLE_FILE } from '../station/people/people-pack.ts';
import { readRoster } from '../station/people/roster.ts';
import { sealKeysOf, sealRoster } from '../station/people/seal-roster.ts';
import { faultyRowSentence } from './employers-file.ts';
import { type OpenedOrganiser, openOrganiserAt } from './organiser-file.ts';

/**
 * `npm run people:import -- --organiser FILE --file TABLE --out FOLDER`: seals the people who
 * registered on line, for the organiser's own keeping, and packs what entrances need to know them.
 */

const { values } = parseArgs({
  options: {
    organiser: { type: 'string' },
    file: { type: 'string' },
    out: { type: 'string' },
    'passphrase-file': { type: 'string' },
    'without-faulty': { type: 'boolean', default: false },
  },
});
const SHOWN = 30;

if (!values.organiser || !values.file || !values.out) {
  stop(
    'npm run people:import -- --organiser organiser.json --file 报名.xlsx --out 文件夹\n' +
      '表头 heading: 姓名,证件号码,手机号,住址,学历,工种,重点群体（前两列必有 the first two are needed）\n' +
      'Excel（.xlsx）或 CSV。An Excel sheet (.xlsx), or CSV.',
  );
} else {
  const opened = await openOrganiserAt(values.organiser, values['passphrase-file']);
  if (opened.ok) await importFrom(values.file, values.out, opened.value);
  else stop(opened.fault.sentence);
}

async function importFrom(file: string, out: string, organiser: OpenedOrganiser): Promise<void> {
  const { fair, keys } = organiser;
  const archiveFile = join(out, ARCHIVE_FILE);
  if (await stat(archiveFile).catch(() => undefined)) {
    return stop(
      `那里已有名单，没有动它。There is a list already, and it was left alone: ${archiveFile}`,
    );
  }
  const [year = 0, month = 0, day = 0] = dayAndHour(Date.now(), fair.utcOffsetMinutes)
    .day.split('-')
    .map(Number);
  const roster = await readRoster(await readFile(file), { year, month, day });
  if (!roster.ok) {
    return stop(
      roster.fault.kind === 'column-missing'
        ? `表头里没有“${roster.fault.column}”这一列。The heading has no column ${roster.fault.column}.`
        : '这不是表格，要 Excel（.xlsx）或 CSV。This is no table: an Excel sheet (.xlsx) or CSV is needed.',
    );
  }
  const { people, faulty } = roster.value;
  for (const row of faulty.slice(0, SHOWN)) console.error(faultyRowSentence(row));
  if (faulty.length > SHOWN) console.error(`…另有 and ${faulty.length - SHOWN} more`);
  if (faulty.length > 0 && !values['without-faulty']) {
    return stop(
      `\n${faulty.length} 行有误，一个人也没有导入。改好再来，或加 --without-faulty 只导入其余 ${people.length} 人。\n` +
        `${faulty.length} rows have a mistake, and nobody was imported. Mend them, or add --without-faulty to import the other ${people.length}.`,
    );
  }
  const randomBytes = randomness();
  const kept = await keepRoster(out, fair, keys, randomBytes);
  await sealRoster(people, sealKeysOf(fair, keys), {
    cores: availableParallelism(),
    randomBytes,
    onSealed: kept.put,
    onProgress(done) {
      if (process.stdout.isTTY) process.stdout.write(`\r${done} / ${people.length}`);
    },
  });
  kept.close();
  const count = await kept.finish();
  console.log(
    `\n${count} 人已加密 people sealed\n\n` +
      `  ${archiveFile}\n    加密盒，留在主办方 boxes, for the organiser alone\n` +
      `  ${join(out, PEOPLE_FILE)}\n    放进每个入口的数据文件夹，下次开门生效 into each entrance’s data folder, in force at its next start\n` +
      `  ${join(out, CODES_FILE)}\n    报名码，和表格同样的顺序（不含有误的行）codes, in the table’s order without faulty rows`,
  );
}

function stop(text: string): void {
  console.error(text);
  process.exitCode = 1;
}
