import packageJson from '../../package.json' with { type: 'json' };
import { type Entry, type Program, runProgram } from '../../shared/command.ts';
import { terminal } from './command.ts';
import { toServer } from './to-server.ts';

/** `npx chunfeng`: the commands that a fair needs. Those of the server are the server's own. */

const commands: Readonly<Record<string, Entry>> = {
  start: {
    says: '打开站点，或样例招聘会 opens a station, or the sample fair',
    load: () => import('./start.ts'),
  },
  'fair create': {
    says: '做一场招聘会的钥匙和文件 makes a fair’s keys and files',
    load: () => import('./fair-create.ts'),
  },
  'fair revise': {
    says: '签署招聘会的下一版 signs the fair’s next revision',
    load: () => import('./fair-revise.ts'),
  },
  'fair cards': {
    says: '展位卡、指令卡和登记表 booths’ cards, command cards and tally sheets',
    load: () => import('./fair-cards.ts'),
  },
  'fair blanks': {
    says: '预印通行证 pre-printed passes',
    load: () => import('./fair-blanks.ts'),
  },
  'fair time': {
    says: '签署现在的时间，保存期由此结束 signs the time, so that stations may destroy old data',
    load: () => import('./fair-time.ts'),
  },
  'fair assessment': {
    says: '个人信息保护影响评估和处理活动记录 the impact assessment and the record of processing',
    load: () => import('./fair-assessment.ts'),
  },
  'employers template': {
    says: '单位和岗位的空表 an empty table of employers and posts',
    load: () => import('./employers-template.ts'),
  },
  'employers import': {
    says: '把单位和岗位放进草稿 puts employers and posts into a draft',
    load: () => import('./employers-import.ts'),
  },
  'employers try': {
    says: '试读单位和岗位的表，不改任何东西 tries tables of employers and changes nothing',
    load: () => import('./employers-try.ts'),
  },
  'people import': {
    says: '加密网上报名的人 seals the people who registered on line',
    load: () => import('./people-import.ts'),
  },
  'people try': {
    says: '试读报名名单，不改任何东西 tries lists of people and changes nothing',
    load: () => import('./people-try.ts'),
  },
  'station offer': {
    says: '给新机器的登记码 an enrolment code for a new machine',
    load: () => import('./station-offer.ts'),
  },
  'station enrol': {
    says: '把这台机器登记为站点 makes this machine a station',
    load: () => import('./station-enrol.ts'),
  },
  'station revise': {
    says: '从 U 盘更新招聘会 installs a revision of the fair from a stick',
    load: () => import('./station-revise.ts'),
  },
  'station retire': {
    says: '保存期过后销毁钥匙和个人信息 destroys keys and people’s data after the fair',
    load: () => import('./station-retire.ts'),
  },
  'facts import': {
    says: '把 U 盘上的记录送到服务器 sends facts from a stick to the server',
    load: () => import('./facts-import.ts'),
  },
  'contacts release': {
    says: '给各单位的联系表 each employer’s contacts: people who agreed to share',
    load: () => import('./contacts-release.ts'),
  },
  'followup list': {
    says: '会后跟进名单 the follow-up list after the fair',
    load: () => import('./followup-list.ts'),
  },
  season: {
    says: '几场招聘会的合计 the sums over several fairs',
    load: () => import('./season.ts'),
  },
  'data inventory': {
    says: '一个文件夹里存着什么、到何时 what a folder stores, and until when',
    load: () => import('./data-inventory.ts'),
  },
  'data restore': {
    says: '列出备份，恢复其中一个 lists backups, and restores one',
    load: () => import('./data-restore.ts'),
  },
  'reader probe': {
    says: '读卡器和扫码器 the connected readers and what they send',
    load: () => import('./reader-probe.ts'),
  },
};

const groups: Readonly<Record<string, string>> = {
  fair: '招聘会 the fair',
  employers: '单位和岗位 employers and posts',
  people: '网上报名的人 people who registered on line',
  station: '站点 stations',
  facts: '记录 facts',
  contacts: '联系表 contacts',
  followup: '跟进 follow-up',
  data: '数据文件夹 a data folder',
  reader: '读卡器 readers',
};

export const program: Program = {
  name: 'chunfeng',
  says: '春风：招聘会签到与统计 check-in and figures for job fairs',
  version: packageJson.version,
  commands,
  groups,
};

export async function chunfeng(argv: readonly string[]): Promise<void> {
  const [first, ...rest] = argv;
  if (first === 'server') return toServer(rest);
  return runProgram(program, argv, terminal);
}
