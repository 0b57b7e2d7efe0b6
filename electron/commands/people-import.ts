import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { dateInParts } from '../../shared/calendar.ts';
import { ok } from '../../shared/result.ts';
import { capital, say, type Words } from '../../shared/say.ts';
import { peopleVocabulary } from '../../shared/tables/columns/people-meanings.ts';
import {
  peopleFindingPlace,
  peopleFindingWords,
} from '../../shared/tables/people/people-finding-words.ts';
import type { PeopleFinding } from '../../shared/tables/people/people-findings.ts';
import { randomness } from '../station/keys/randomness.ts';
import { ARCHIVE_FILE, CODES_FILE, keepRoster } from '../station/people/keep-roster.ts';
import { PEOPLE_FILE } from '../station/people/people-pack.ts';
import type { Roster } from '../station/people/roster.ts';
import { sealKeysOf, sealRoster } from '../station/people/seal-roster.ts';
import { columnOption, columnsAsked } from './column-options.ts';
import { type Outcome, refuse, several } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { openOrganiser, type OpenedOrganiser } from './organiser-file.ts';
import { peopleIn } from './people-file.ts';
import { steadyFile, steadyFileWords } from './steady-file.ts';

const SHOWN = 30;

/**
 * Seals the people who registered on line for the organiser, and packs what entrances need to
 * recognise them.
 */
export const command = new Command()
  .requiredOption('--organiser <file>', says.organiser)
  .requiredOption('--file <table>', '报名表，Excel（.xlsx）或 CSV the list, an Excel sheet or CSV')
  .requiredOption('--out <folder>', '写到哪个文件夹 the folder to write to')
  .option(columnOption.flags, columnOption.says, several, [])
  .option('--without-faulty', '跳过有误的行 skips faulty rows', false)
  .option('--passphrase-file <file>', says.passphrase)
  .addHelpText(
    'after',
    '\n表头 heading: 姓名,证件号码,手机号,住址,学历,工种,重点群体（前两列必有 the first two are required）',
  )
  .action(
    ending(async (options) => {
      const { file, out, withoutFaulty, column } = options;
      const opened = await openOrganiser(options, 'people-import');
      if (!opened.ok) return opened;
      const archive = join(out, ARCHIVE_FILE);
      if (await stat(archive).catch(() => undefined)) {
        return refuse(
          `那里已有名单，没有动它。A list exists already and was not changed: ${archive}`,
        );
      }
      const today = dateInParts(Date.now(), opened.value.fair.utcOffsetMinutes);
      const bytes = await steadyFile(file);
      if (!bytes.ok) return refuse(inOneLine(steadyFileWords(bytes.fault)));
      const named = columnsAsked(column, peopleVocabulary);
      if (!named.ok) return refuse(inOneLine(named.fault.words));
      const roster = await peopleIn(bytes.value, today, named.value);
      if (!roster.ok) return refuse(inOneLine(roster.fault.words));
      const { people, rows, findings } = roster.value;
      const said = findings.filter(({ does }) => does === 'refused' || does === 'emptied');
      for (const finding of said.slice(0, SHOWN)) console.error(sentenceOf(finding));
      if (said.length > SHOWN) console.error(`…另有 and ${said.length - SHOWN} more`);
      const refused = rows.filter(({ state }) => state === 'refused').length;
      if (refused > 0 && !withoutFaulty) {
        return refuse(
          `\n${refused} 行不能导入，一个人也没有导入。改好再来，或加 --without-faulty 只导入其余 ${people.length} 人。\n` +
            `${refused} rows can’t be taken, and nobody was imported. Correct them, or add --without-faulty to import the other ${people.length}.`,
        );
      }
      return seal(people, out, opened.value);
    }),
  );

const inOneLine = ({ zh, en }: Words): string => `${zh}。${capital(say(zh, en)).en}.`;

function sentenceOf(finding: PeopleFinding): string {
  const place = peopleFindingPlace(finding);
  const what = peopleFindingWords(finding.what);
  return inOneLine(say(`${place.zh}：${what.zh}`, `${place.en}: ${what.en}`));
}

async function seal(
  people: Roster['people'],
  out: string,
  { fair, keys }: OpenedOrganiser,
): Promise<Outcome> {
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
  return ok(
    `\n${count} 人已加密 people sealed\n\n` +
      `  ${join(out, ARCHIVE_FILE)}\n    加密盒，留在主办方 sealed boxes, only for the organiser\n` +
      `  ${join(out, PEOPLE_FILE)}\n    放进每个入口的数据文件夹，下次开门生效 for each entrance’s data folder; takes effect at its next start\n` +
      `  ${join(out, CODES_FILE)}\n    报名码，和表格同样的顺序（不含有误的行）codes, in the table’s order without faulty rows`,
  );
}
