import {
  type About,
  type AnswerName,
  answerNames,
  answersIn,
  answerTable,
  chosenIn,
} from '../../shared/answers.ts';
import { ageBands, sexes, wordsOf } from '../../shared/codes.ts';
import type { MyDay } from '../../shared/contract/people.ts';
import { provenanceWords } from '../../shared/words/provenance-words.ts';
import { capital, listed, say, type Words } from '../../shared/say.ts';

/** The words for a person's own data. */

const briefs = [...answerNames.map((name) => answerTable[name].brief), say('手机号', 'phone')];

export const dayWords = {
  title: say('您在这里留下的', 'What is kept of you here'),
  more: say('只有拿着身份证的本人看得到。', 'Only the holder of the ID card sees this.'),
  asking: say('正在查看…', 'Looking…'),
  unanswered: say('本机没有回应，请返回再试', 'No answer: please go back and try again'),
  name: say('称呼', 'Name'),
  identity: say('证件上的姓名、号码、住址', 'Name, number and address of the card'),
  phone: say('手机号', 'Phone number'),
  sealed: say('已加密，只有主办单位能打开', 'Encrypted: only the organiser can open it'),
  none: say('没有留', 'Not kept'),
  checkins: say('到场', 'Check-ins'),
  correct: say('改一改', 'Correct it'),
  correctMore: capital(listed(briefs, ', ')),
  withdrawGroups: say('撤回“符合的情况”', 'Withdraw what applies to me'),
  withdrawGroupsMore: say('以后的统计和帮扶名单不再用', 'Later figures and lists leave it out'),
  sex: say('性别', 'Sex'),
  age: say('年龄段', 'Age band'),
  withdrawCard: say('撤回证件上的性别、年龄段', 'Withdraw what my card says of me'),
  withdrawCardMore: say('以后的统计不再用', 'Later figures leave it out'),
  withdrawEmployer: say('撤回给某家单位的', 'Withdraw from an employer'),
  employersTitle: say('撤回给哪家单位的信息？', 'Withdraw from which employer?'),
  employersMore: say(
    '主办单位以后不再把您的姓名、电话交给它，也不按它的意向联系您；已经交给它的，请向它要求删除。',
    'The bureau passes your name and number to it no more, and follows up nothing of it. What it already has, ask it to delete.',
  ),
  withdrawn: say('已撤回', 'Withdrawn'),
  notWithdrawn: say('没有撤回成，请再试一次', 'It could not be withdrawn: please try again'),
  backToDay: say('回到我的信息', 'Back to my data'),
  erase: say('删除我的信息', 'Erase me'),
  eraseMore: say('本机和备份里都删', 'From this kiosk and its backups'),
  sure: say('真的删除吗？', 'Erase for good?'),
  sureMore: say(
    '加密的姓名、号码、住址、手机号和称呼都会删掉，找不回来；这张通行证也作废。到场人数里还算一位，但谁也认不出是您。',
    'Name, number, address and phone are gone for good, and this pass is void. You still count as one visitor, whom nobody can name.',
  ),
  yes: say('删除', 'Erase'),
  no: say('先不删', 'Keep it'),
  erasing: say('正在删除', 'Erasing'),
  failed: say(
    '没有删成，什么都没变。请再试一次，或找工作人员。',
    'It could not be erased. Try again, or ask staff.',
  ),
  done: say('已经删除', 'Erased'),
  doneMore: say(
    '本机和备份里都没有您的信息了。还想逛，可以领一张匿名通行证。',
    'Nothing of you is left here. To go on, take an anonymous pass.',
  ),
  back: say('回到通行证', 'Back to the pass'),
  finish: say('完成', 'Done'),
} as const;

interface Row {
  readonly name: Words;
  readonly value: Words;
  readonly from?: Words;
}

/** All rows, in the order in which a person would ask. */
export function rowsOf(day: MyDay): Row[] {
  const { maskedName, checkins, sealed } = day;
  const box = (kept: boolean): Words => (kept ? dayWords.sealed : dayWords.none);
  return [
    { name: dayWords.name, value: say(maskedName, '') },
    { name: dayWords.identity, value: box(sealed.identity) },
    { name: dayWords.phone, value: box(sealed.phone) },
    ...checkins.map(({ station, at }) => ({
      name: dayWords.checkins,
      value: say(`${at.day} ${at.time} ${station.zh}`, station.en),
    })),
    ...answerNames.flatMap((name) => rowOf(name, day)),
    ...cardRows(day),
  ];
}

function cardRows({ card }: MyDay): Row[] {
  const from = provenanceWords.card.toThem;
  return [
    ...(card?.sex ? [{ name: dayWords.sex, value: wordsOf(sexes, card.sex), from }] : []),
    ...(card?.age ? [{ name: dayWords.age, value: wordsOf(ageBands, card.age), from }] : []),
  ];
}

function rowOf(name: AnswerName, about: About): Row[] {
  const { kept, list, none } = answerTable[name];
  const chosen: readonly string[] | undefined = chosenIn(answersIn(about), name);
  const from = about[name]?.from;
  if (!chosen || !from) return [];
  const value =
    chosen.length === 0 && none ? none : listed(list.filter(({ code }) => chosen.includes(code)));
  return [{ name: kept, value, from: provenanceWords[from].toThem }];
}
