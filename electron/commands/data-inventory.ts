import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import SqliteDatabase from 'better-sqlite3';
import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { ok } from '../../shared/result.ts';
import type { Words } from '../../shared/say.ts';
import { storedWords } from '../../shared/words/stored-words.ts';
import { fairOfFolder } from '../station/keys/enrolment.ts';
import { listBackups } from '../station/store/backup.ts';
import { HUB_FOLDER } from '../station/hub/hub-settings.ts';
import { LEDGER_FILE } from '../station/store/damage.ts';
import { setAsideIn } from '../station/store/set-aside.ts';
import { countErasures } from '../station/store/erasure-file.ts';
import { LOGS } from '../station/process/log.ts';
import { ROSTERS } from '../station/people/keep-roster.ts';
import { readRetired } from '../station/store/retirement.ts';
import { refuse } from '../../shared/command.ts';
import { ending, says } from './command.ts';
import { dataFolder } from './places.ts';

/** Describes what a data folder stores, and until when. */
export const command = new Command()
  .addOption(new Option('--data <folder>', says.data).default(dataFolder('sample'), 'data/sample'))
  .action(
    ending(async ({ data: folder }) => {
      const fair = await fairOfFolder(folder);
      const hasLedger = Boolean(await stat(join(folder, LEDGER_FILE)).catch(() => undefined));
      if (hasLedger || fair) return ok(await inventory(folder, fair, hasLedger));
      return refuse(`这里没有春风的数据。No Chunfeng data here: ${folder}`);
    }),
  );

const said = ({ zh, en }: Words, until = ''): string => `${zh}${until}\n${en}`;

async function inventory(
  folder: string,
  fair: Fair | undefined,
  hasLedger: boolean,
): Promise<string> {
  const retired = await readRetired(folder);
  const { facts, about, identities, phones, profiles, registrations, notes } = counts(
    folder,
    hasLedger,
  );
  const backups = await listBackups(folder);
  const setAside = await setAsideIn(folder);
  const rosters = await readdir(join(folder, ROSTERS)).catch(() => []);
  const logs = await readdir(join(folder, LOGS)).catch(() => []);
  const erasures = await countErasures(folder);
  const hasHub = Boolean(await stat(join(folder, HUB_FOLDER)).catch(() => undefined));

  const until = fair
    ? `到 ${fair.keepUntil}，主办方签署已过之后销毁 until ${fair.keepUntil}, then destroyed once the organiser signs the time`
    : retired
      ? '已销毁 destroyed'
      : '样例招聘会：您删除这个文件夹为止 a sample fair: until you delete this folder';
  const whose = fair
    ? `${fair.name.zh} ${fair.name.en}`
    : retired
      ? `已经结束的招聘会 a fair that has ended: ${retired.fair}`
      : '样例招聘会 a sample fair';
  const lines: readonly (readonly [string, string])[] = [
    [`${facts} 条记录 facts，关于 about ${about} 人 people`, said(storedWords.facts)],
    [`${profiles} 份称呼资料 profiles`, said(storedWords.profiles, until)],
    [`${identities} 个证件盒、${phones} 个手机盒 sealed boxes`, said(storedWords.boxes, until)],
    [`${notes} 条展位备注 notes`, said(storedWords.notes, until)],
    [`${registrations} 份网上预约 registrations`, said(storedWords.registrations, until)],
    [
      fair
        ? '本站点的钥匙 this station’s keys'
        : retired
          ? '没有钥匙 no keys'
          : '样例钥匙 sample keys',
      fair
        ? `用工作卡锁着，开门后只在内存里。${until}\nEncrypted with the staff card; decrypted only in memory.`
        : retired
          ? until
          : '公开的，谁都有，不保护任何人。Public keys of the sample: they protect nobody.',
    ],
    [`${backups.length} 份备份 backups`, said(storedWords.backups, until)],
    [
      `${setAside.length} 份留存的旧账本 set aside`,
      said(
        {
          zh: '损坏或被替换的旧账本。有人要求删除个人时，还能读的照样删去，读不了的整份销毁。',
          en: 'Damaged or replaced ledgers. An erasure takes the person out of those that can be read, and destroys the others.',
        },
        until,
      ),
    ],
    [`${rosters.length} 份导入的报名名单 imported lists`, said(storedWords.rosters, until)],
    [`${erasures} 条删除令 erasures`, said(storedWords.erasures, until)],
    ...(hasHub ? [['会场中转 the hub', said(storedWords.hub, until)] as const] : []),
    [`${logs.length} 份运行日志 logs`, said(storedWords.logs)],
  ];
  const stored = lines.map(([what, words]) => `${what}\n  ${words.replaceAll('\n', '\n  ')}\n`);
  const end = retired
    ? [
        `已于 ${new Date(retired.ms).toISOString()}（主办方签署）销毁。Retired by the organiser’s signed time.`,
      ]
    : [];
  return [`${folder}\n${whose}\n`, ...stored, ...end].join('\n');
}

/** All zero if the station was enrolled but never opened. */
function counts(folder: string, hasLedger: boolean) {
  if (!hasLedger) {
    return {
      facts: 0,
      about: 0,
      identities: 0,
      phones: 0,
      profiles: 0,
      registrations: 0,
      notes: 0,
    };
  }
  const db = new SqliteDatabase(join(folder, LEDGER_FILE), { readonly: true });
  try {
    const count = (sql: string): number => z.int().parse(db.prepare(sql).pluck().get());
    return {
      facts: count('SELECT count(*) FROM fact'),
      about: count('SELECT count(DISTINCT pseudonym) FROM fact'),
      identities: count("SELECT count(*) FROM box WHERE holds = 'identity'"),
      phones: count("SELECT count(*) FROM box WHERE holds = 'phone'"),
      profiles: count('SELECT count(*) FROM profile'),
      registrations: count('SELECT count(*) FROM registration'),
      notes: count('SELECT count(*) FROM note'),
    };
  } finally {
    db.close();
  }
}
