import type { AccountRole, TokenRight } from '../../shared/contract/accounts.ts';
import { say, type Words } from '../../shared/say.ts';

export const accountWords = {
  title: say('账号', 'Accounts'),
  back: say('回到数字', 'Back to the figures'),
  of: say('属于', 'Of'),
  people: say('有权打开本页的账号', 'Who may open this page'),
  name: say('名字', 'Name'),
  role: say('权限', 'Role'),
  roles: say(
    '只读：查看数据；主办方：还可发布、撤回、导出；管理员：还可管理账号和令牌',
    'A viewer sees figures; an organiser also publishes, withdraws and exports; an administrator also keeps accounts and tokens',
  ),
  sessions: say('登录', 'Signed in'),
  sessionsOf: (count: number) =>
    count === 0
      ? say('没登录', 'not now')
      : say(`${count} 处`, count === 1 ? 'once' : `${count} times`),
  you: say('您', 'you'),
  none: say('还没有账号', 'No account yet'),
  newPassword: say('换密码', 'New password'),
  askPassword: (name: string) => say(`给 ${name} 换密码？`, `A new password for ${name}?`),
  askPasswordMore: say(
    '由服务器生成新密码，只显示一次；已登录的都要重新登录',
    'The server makes one and shows it once; every session ends',
  ),
  end: say('全部退出', 'Sign out'),
  remove: say('删除', 'Remove'),
  askRemove: (name: string) => say(`删除 ${name}？`, `Remove ${name}?`),
  askRemoveMore: say(
    '已登录的立即退出；操作记录仍保留',
    'Sessions end at once; the audit log keeps what was done',
  ),
  keep: say('不改', 'Leave it'),
  ways: say('操作', 'To do'),
  addTitle: say('添加一个人', 'Add somebody'),
  password: say('密码（不填则由服务器生成）', 'Password; if empty, the server makes one'),
  add: say('添加', 'Add'),
  tokens: say('程序的令牌', 'Tokens of programs'),
  tokensMore: say(
    '供读取数据、读取联系方式、登记站点的程序使用；个人请用账号',
    'For programs that fetch figures or contacts, or enrol stations; people have accounts',
  ),
  noToken: say('还没有令牌', 'No token yet'),
  askRemoveToken: (name: string) => say(`删除令牌 ${name}？`, `Remove the token ${name}?`),
  askRemoveTokenMore: say('使用它的程序立即失效', 'Whatever uses it is refused at once'),
  program: say('哪个程序', 'Which program'),
  rights: say('可以', 'May'),
  shownOnce: say('只显示一次，请立即抄下', 'Shown this once: copy it now'),
  passwordOf: (name: string) => say(`${name} 的密码`, `Password of ${name}`),
  tokenOf: (name: string) => say(`${name} 的令牌`, `Token of ${name}`),
  copied: say('已抄下', 'I have it'),
  deeds: say('操作记录', 'What was done'),
  showDeeds: say('查看', 'Show it'),
  ownPassword: say('修改密码', 'Change password'),
  passwordNow: say('现在的密码', 'Current password'),
  passwordNext: say('新密码，至少 10 个字符', 'New password, at least 10 characters'),
  passwordAgain: say('再输一遍新密码', 'New password once more'),
  passwordsDiffer: say('两遍新密码不一样', 'The two new passwords differ'),
  passwordChanged: say('密码已修改', 'Password changed'),
  passwordChangedMore: say(
    '这里仍然登录着；在别处登录的要用新密码重新登录',
    'You stay signed in here; elsewhere, sign in again with the new one',
  ),
  gotIt: say('知道了', 'All right'),
  loading: say('正在读取…', 'Fetching…'),
  unanswered: say('没有回应，请再试一次', 'No answer: please try again'),
} as const;

export const roleWords: Readonly<Record<AccountRole, Words>> = {
  administrator: say('管理员', 'Administrator'),
  organiser: say('主办方', 'Organiser'),
  viewer: say('只读', 'Viewer'),
};

export const rightWords: Readonly<Record<TokenRight, Words>> = {
  figures: say('读取统计数字', 'fetch figures'),
  contacts: say('读取加密的联系方式', 'fetch sealed contacts'),
  enrolments: say('登记站点', 'enrol stations'),
};

const faults: Readonly<Record<string, Words>> = {
  'no-hub': say('会场中转停了，请等它重新启动', 'The hub has stopped: wait until it runs again'),
  short: say('密码至少要 10 个字符', 'A password needs at least 10 characters'),
  common: say('这个密码太常见，请换一个', 'That password is too common: choose another'),
  'like-the-name': say('密码和名字太像，请换一个', 'The password is too much like the name'),
  exists: say('已经有这个名字了', 'There is one of this name already'),
  none: say('已经没有这个名字了', 'There is none of this name any more'),
  last: say('这是最后一个管理员，先添加另一个', 'The last administrator: add another first'),
  'no-such-fair': say('服务器上没有这场招聘会', 'The server does not have this fair'),
  'not-for-the-server': say(
    '整台服务器的账号只能是管理员',
    'An account of the whole server is an administrator’s',
  ),
  'not-allowed': say('这个账号不能做', 'This account may not'),
};

/** Of somebody's own password. */
export function ownFaultWords(kind = ''): Words {
  if (kind === 'wrong') return say('现在的密码不对', 'The current password is wrong');
  if (kind === 'too-many') {
    return say('错得太多，请过一分钟再试', 'Too many wrong ones: try again in a minute');
  }
  return faultWords(kind);
}

export const faultWords = (kind: string): Words => faults[kind] ?? accountWords.unanswered;
