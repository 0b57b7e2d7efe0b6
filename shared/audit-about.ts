import { say, type Words } from './say.ts';
import { roleWords } from './words/role-words.ts';

/** What an entry of an audit log is about, in the words of the page: by whom, of what, and why. */

type Value = string | number;
export interface LoggedDeed {
  readonly did: string;
  readonly [field: string]: Value;
}

const spoken: Readonly<Record<string, Words>> = {
  ...roleWords,
  administrator: say('管理员', 'administrator'),
  viewer: say('只读', 'viewer'),
  staff: say('工作人员密码', 'the staff PIN'),
  admit: say('恢复计入', 'counted again'),
  exclude: say('不计入', 'excluded'),
  explain: say('情况属实，计入', 'explained'),
  all: say('全程', 'whole fair'),
  xlsx: say('Excel 工作簿', 'workbook'),
  csv: say('CSV 文本', 'CSV'),
  json: say('JSON 数据', 'JSON'),
  'fair-figures': say('本场数字', 'the fair’s figures'),
  'season-workbook': say('多场合计表', 'sums of several fairs'),
  'season-spring': say('春风行动统计表', 'the Spring Breeze return'),
  'season-market': say('职业供求分析表', 'demand and supply'),
  figures: say('读取统计数字', 'figures'),
  contacts: say('读取加密的联系方式', 'contacts'),
  enrolments: say('登记站点', 'enrolments'),
  'by-stick': say('招聘会来自 U 盘', 'the fair from a stick'),
  'by-server': say('招聘会来自服务器', 'the fair from a server'),
  'by-file': say('用主办方文件', 'with the organiser’s file'),
};

const inWords = (value: Value): string => spoken[value]?.zh ?? String(value);

/** Fields whose value alone does not say what it is. */
const fields: Readonly<Record<string, (value: Value) => string>> = {
  account: (name) => `账号 ${name}`,
  /** The person who did it may have any name. */
  by: String,
  booth: (code) => `展位 ${code}`,
  booths: (count) => `${count} 个展位`,
  facts: (count) => `${count} 条记录`,
  guesses: (count) => `试了 ${count} 次`,
  number: (number) => `第 ${number} 号`,
  people: (count) => `${count} 人`,
  reason: (text) => `理由：${text}`,
  revision: (number) => `第 ${number} 版`,
  rights: (list) => String(list).split(/[ ,]+/).map(inWords).join('、'),
  slot: (slot) => `站点 ${slot}`,
  token: (name) => `令牌 ${name}`,
  zone: (name) => `区域 ${name}`,
};

export function aboutDeed({ did, ...about }: LoggedDeed): string {
  if (did === 'role-changed') return Object.values(about).map(inWords).join(' → ');
  // In every role's words, 主办方 is a role; here it is whose PIN was tried.
  if (did === 'locked-out' && about['from'] === 'organiser') return '主办方密码';
  return Object.entries(about)
    .map(([field, value]) => (fields[field] ?? inWords)(value))
    .join('，');
}
