import { answerNames, answerTable } from '../answers.ts';
import { listed, say, type Words } from '../say.ts';

/** Everything that a station stores, for `data inventory` and for the documents that an organiser signs. */

const answers = listed(
  answerNames.map((name) => {
    const { columns } = answerTable[name];
    return say(columns[0], columns.at(-1) ?? name);
  }),
  ', ',
);

export const storedWords = {
  facts: say(
    '谁在何时到过哪里，只有编号，没有姓名号码；删除个人后编号换成墓碑。长期保留，数字由它得出。',
    'Who was where and when, under a pseudonym, or a tombstone after an erasure. Kept, because the figures depend on it.',
  ),
  profiles: say(
    `打了星号的姓名、姓氏、${answers.zh}；本机读得到。`,
    `Masked name, surname, ${answers.en}; readable here.`,
  ),
  boxes: say(
    '姓名、证件号码、住址；手机号。本机打不开，只有主办方的钥匙能打开。',
    'Name, ID number, address; phone. Only the organiser’s key opens them; this station can’t.',
  ),
  othersBoxes: say(
    '主办方站点从服务器或 U 盘收来的加密盒，做联系表和跟进名单用；主办方的钥匙才能打开。',
    'At an organiser’s station: entrances’ boxes, from the server or sticks, for contacts and follow-up; only the organiser’s key opens them.',
  ),
  notes: say(
    '招聘人员写的话，只有编号；本人要求删除时一起删。',
    'What recruiters wrote, under a pseudonym; deleted when the person is erased.',
  ),
  registrations: say(
    '打了星号的姓名和回答，按号码的密文查找。',
    'Masked name and answers, found by keyed hashes.',
  ),
  backups: say('和账本同样的内容，最多 12 份。', 'Copies of the ledger, at most twelve.'),
  setAside: say(
    '损坏或被替换的旧账本。有人要求删除个人时，还能读的照样删去，读不了的整份销毁。',
    'Damaged or replaced ledgers. An erasure takes the person out of those that can be read, and destroys the others.',
  ),
  saved: say(
    '导出的表格、名单等，没有加密，可能有姓名和电话：用完请删除。',
    'Exported tables and lists, not encrypted; they may have names and numbers: delete them after use.',
  ),
  rosters: say(
    '在主办方的站点上：加密盒、给入口的包、报名码。',
    'At an organiser’s station: sealed boxes, the pack for entrances, codes.',
  ),
  erasures: say(
    '不该再保存谁：只有倒推不回的摘要，恢复备份后照样再删一次。',
    'Whom not to keep, by digests that cannot be turned back, to repeat the erasure after a restore.',
  ),
  hub: say(
    '各站点发来的记录、主办方打不开就没人能开的加密盒、登录账号（密码只存摘要）。',
    'What stations sent: facts, boxes that only the organiser’s key opens, and accounts, whose passwords are kept as hashes.',
  ),
  logs: say(
    '程序出过什么错，没有姓名和号码，每份最多 1 MB。',
    'What went wrong in the programs, without names and numbers.',
  ),
} as const satisfies Readonly<Record<string, Words>>;
