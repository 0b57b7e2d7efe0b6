/** The words for an audit log, on a page and in its exported file. */

import { say, type Words } from './say.ts';

const auditWords: Readonly<Record<string, Words>> = {
  'staff-opened': say('打开工作人员面板', 'The staff’s panel was opened'),
  'locked-out': say('密码试错太多，已锁住', 'Locked after wrong PINs'),
  'role-changed': say('改了本机用途', 'The station’s role was changed'),
  'kiosk-left': say('退出签到程序', 'The kiosk was left'),
  'facts-saved': say('把记录存到了 U 盘', 'Facts were saved to a stick'),
  'list-exported': say('导出了展位清单', 'A booth’s list was exported'),
  'signed-in': say('登录了主办方页面', 'Signed in at the organiser’s page'),
  'signed-out': say('退出了主办方页面', 'Signed out of the organiser’s page'),
  'sign-in-refused': say('有人试错密码', 'Wrong passwords were tried'),
  'token-refused': say('有人试错令牌', 'Wrong tokens were tried'),
  'account-added': say('添加了账号', 'An account was added'),
  'account-role': say('改了账号的权限', 'An account’s role was changed'),
  'account-password': say('改了账号的密码', 'An account’s password was changed'),
  'account-removed': say('删除了账号', 'An account was removed'),
  'sessions-ended': say('让账号在各处退出', 'An account was signed out everywhere'),
  'token-added': say('添加了程序令牌', 'A program’s token was added'),
  'token-removed': say('删除了程序令牌', 'A program’s token was removed'),
  'contacts-fetched': say('取走了密封的联系方式', 'Sealed contacts were fetched'),
  'day-exported': say('导出了当天数据', 'The day was exported'),
  published: say('发布了通稿', 'A bulletin was published'),
  withdrawn: say('撤回了通稿', 'A bulletin was withdrawn'),
  'station-unused': say('把一个站点标为没启用', 'A station was put down as not in use'),
  'station-expected': say('又要等这个站点', 'A station is expected again'),
  decided: say('处理了可疑记录', 'Odd facts were decided on'),
  'papers-made': say('调出了恢复单和工作卡', 'The recovery sheet and staff card were made'),
  'keys-opened': say('打开了主办方密钥', 'The organiser’s keys were opened'),
  'fair-revised': say('发布了新版招聘会', 'A revision of the fair was made'),
  'people-import-undone': say('撤销了报名名单的导入', 'The import of a list of people was undone'),
  'people-imported': say('导入了报名名单', 'A list of people was imported'),
  'cards-made': say('做了展位卡和指令卡', 'Booth and command cards were made'),
  'station-offered': say('发了站点登记码', 'An enrolment code was made'),
  'audit-exported': say('导出了操作记录', 'This log was exported'),
  'person-erased': say('按本人要求删除了一个人', 'Somebody was erased at their own wish'),
};

export const deedWords = (did: string): Words => auditWords[did] ?? { zh: did, en: '' };
