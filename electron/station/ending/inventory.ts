import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredLine } from '../../../shared/contract/afterwards.ts';
import type { Fair } from '../../../shared/fair.ts';
import { say, type Words } from '../../../shared/say.ts';
import { storedWords } from '../../../shared/words/stored-words.ts';
import { ownSavedFolder } from '../export/saved-folder.ts';
import { HUB_FOLDER } from '../hub/hub-settings.ts';
import { ROSTERS } from '../people/keep-roster.ts';
import { LOGS } from '../process/log.ts';
import { listBackups } from '../store/backup.ts';
import { countErasures } from '../store/erasure-file.ts';
import { setAsideIn } from '../store/set-aside.ts';
import { storedIn } from '../store/stored.ts';

/** Everything that a station's folder stores, and until when. */

export type Owner =
  | { readonly is: 'fair'; readonly fair: Pick<Fair, 'keepUntil'> }
  | { readonly is: 'sample' }
  | { readonly is: 'retired' };

export async function inventory(folder: string, owner: Owner): Promise<StoredLine[]> {
  const stored = storedIn(folder);
  const entries = async (path: string): Promise<number> =>
    (await readdir(path).catch((): string[] => [])).length;
  const backups = await listBackups(folder);
  const setAside = await setAsideIn(folder);
  const until = untilWords(owner);
  const boxes = stored.identities + stored.phones;
  const hubFiles = await entries(join(folder, HUB_FOLDER));
  const line = (what: Words, about: Words, end: Words | null = until): StoredLine => ({
    what,
    about,
    until: end,
  });
  return [
    line(
      say(
        `${stored.facts} 条记录，关于 ${stored.about} 人`,
        `${stored.facts} facts about ${stored.about} people`,
      ),
      storedWords.facts,
      null,
    ),
    line(say(`${stored.profiles} 份称呼资料`, `${stored.profiles} profiles`), storedWords.profiles),
    line(
      say(`${stored.identities} 个证件盒、${stored.phones} 个手机盒`, `${boxes} sealed boxes`),
      storedWords.boxes,
    ),
    line(
      say(`${stored.othersBoxes} 个收来的加密盒`, `${stored.othersBoxes} boxes of entrances`),
      storedWords.othersBoxes,
    ),
    line(say(`${stored.notes} 条展位备注`, `${stored.notes} notes of booths`), storedWords.notes),
    line(
      say(`${stored.registrations} 份网上预约`, `${stored.registrations} registrations`),
      storedWords.registrations,
    ),
    keysLine(owner, until),
    line(say(`${backups.length} 份备份`, `${backups.length} backups`), storedWords.backups),
    line(
      say(`${setAside.length} 份留存的旧账本`, `${setAside.length} ledgers set aside`),
      storedWords.setAside,
    ),
    line(
      countOf(await entries(join(folder, ROSTERS)), '份导入的报名名单', 'imported lists'),
      storedWords.rosters,
    ),
    line(
      countOf(await entries(ownSavedFolder(folder)), '个存在本机的文件', 'files saved here'),
      storedWords.saved,
    ),
    ...(hubFiles > 0 ? [line(say('会场中转', 'the hub'), storedWords.hub)] : []),
    line(countOf(await countErasures(folder), '条删除令', 'erasures'), storedWords.erasures),
    line(countOf(await entries(join(folder, LOGS)), '份运行日志', 'logs'), storedWords.logs, null),
  ];
}

const countOf = (count: number, zh: string, en: string): Words =>
  say(`${count} ${zh}`, `${count} ${en}`);

function untilWords(owner: Owner): Words {
  switch (owner.is) {
    case 'fair':
      return say(
        `到 ${owner.fair.keepUntil}，主办方签署已过之后销毁`,
        `until ${owner.fair.keepUntil}, then destroyed once the organiser signs the time`,
      );
    case 'retired':
      return say('已销毁', 'destroyed');
    case 'sample':
      return say('样例招聘会：您删除这个文件夹为止', 'a sample fair: until you delete this folder');
  }
}

function keysLine(owner: Owner, until: Words): StoredLine {
  switch (owner.is) {
    case 'fair':
      return {
        what: say('本站点的钥匙', 'this station’s keys'),
        about: say(
          '用工作卡锁着，开门后只在内存里。',
          'Encrypted with the staff card; decrypted only in memory.',
        ),
        until,
      };
    case 'retired':
      return { what: say('没有钥匙', 'no keys'), about: until, until: null };
    case 'sample':
      return {
        what: say('样例钥匙', 'sample keys'),
        about: say(
          '公开的，谁都有，不保护任何人。',
          'Public keys of the sample: they protect nobody.',
        ),
        until: null,
      };
  }
}
