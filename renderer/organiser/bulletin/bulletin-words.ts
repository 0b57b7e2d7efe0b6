import { say } from '../../../shared/say.ts';

/** Text of the bulletin page, and its question before publishing. */

export const bulletinWords = {
  length: say('长短', 'Length'),
  lengths: {
    short: say('一句', 'A sentence'),
    middle: say('一段', 'A paragraph'),
    long: say('详尽', 'In full'),
    own: say('本单位模板', 'Our own'),
  },
  wording: say('意向怎么写', 'Which intents'),
  wordings: {
    first: say('达成初步就业意向', 'first intents'),
    agreed: say('达成就业意向', 'agreements'),
    signed: say('现场签约', 'signed'),
  },
  rounding: say('数字', 'Numbers'),
  roundings: {
    exact: say('精确', 'exact'),
    rounded: say('取整（如“1.8万余”）', 'rounded down'),
  },
  edit: say('修改模板', 'Change the template'),
  template: say(
    '模板：花括号里写数字的名称，如{求职者人数}',
    'Template: figures by name, in braces',
  ),
  insert: say('插入数字', 'Insert a figure'),
  findFigure: say('输入名称查找，如“本科”“制造业”', 'Find by name'),
  added: say(
    '主办方补充：单独成段，不属于统计数字',
    'Added by the organiser: a paragraph of its own, of no figures',
  ),
  preview: say('预览', 'Preview'),
  keepOwn: say('存为本单位模板', 'Keep as our own'),
  reset: say('恢复内置模板', 'Back to the built-in one'),
  leave: say('放弃修改', 'Leave it'),
  notKept: say('没有存上，请再试一次', 'Not kept: please try again'),
  faults: {
    unknown: (name: string) =>
      say(`没有叫“${name}”的数字，请在“插入数字”里查找`, 'No figure of this name'),
    gap: (name: string, why: string) =>
      say(`“${name}”：${why}，请写到“主办方补充”里`, 'No record says this: please add it yourself'),
    digits: (digits: string) =>
      say(
        `模板里手写了数字 ${digits}：正文的数字都由系统算出，其他数字请写到“主办方补充”里`,
        'A number was typed: those of the text are computed, others belong below',
      ),
    empty: say('模板是空的', 'The template is empty'),
  },
  copy: say('复制', 'Copy'),
  copied: say('已复制', 'Copied'),
  publish: say('登记发布', 'Publish'),
  publishMore: say('生成核对用的二维码', 'and have a code to check it by'),
  moved: say(
    '刚收到新的记录，请核对最新数字后再发布',
    'New facts have just come: please look again',
  ),
  faulty: say('模板有问题，请先改好再发布', 'The template has faults: please mend it first'),
  notPublished: say('发布失败，请再试一次', 'Not published: please try again'),
  checkCode: say('扫码核对这份通稿', 'Scan to check this bulletin'),
  notWhole: say(
    '数据尚未到齐，现在发布的只是部分数据',
    'Not all data is in: what is published now is a part',
  ),
  wholeNow: say('各站点数据已到齐，可以发布', 'All stations are in: it can be published'),
  openAnomalies: (count: number) =>
    say(`还有 ${count} 处没有核对，见“核对”`, `Not looked at yet: ${count}; see Checks`),
  selected: say(
    '浏览器不让复制：文字已经选中，请按 Ctrl+C，或长按后选“复制”',
    'The browser does not let this page copy: the text is selected, please press Ctrl+C, or hold it and choose Copy',
  ),
  askTitle: say('登记发布这份通稿？', 'Publish this bulletin?'),
  askPublic: say(
    '发布后，任何人扫码都能看到通稿全文、数据到齐情况和校验码，不含个人信息。发布后可以撤回，不能删除',
    'Everybody with the code will see this text, which stations its figures had seen, and its digest; nothing of any person. It can be withdrawn afterwards, and never deleted',
  ),
  yesPublish: say('发布', 'Publish'),
  yesPublishPart: say('按部分数据发布', 'Publish as a part'),
  notYet: say('暂不发布', 'Not now'),
  published: (number: number) =>
    say(`已登记为第 ${number} 号，见下面`, `Published as no. ${number}: see below`),
  publishedTitle: say('已登记发布的', 'Published'),
  publishedNone: say('尚未发布', 'Nothing was published yet'),
  number: (number: number) => say(`第 ${number} 号`, `No. ${number}`),
  part: say('发布时数据未到齐', 'a part, when published'),
  stands: say('有效', 'stands'),
  isWithdrawn: say('已撤回', 'withdrawn'),
  withdrawnAt: (when: string, who: string, reason: string) =>
    say(`${when} 由${who}撤回：${reason}`, `Withdrawn ${when} by ${who}`),
  showCode: say('核对二维码', 'Its code'),
  withdraw: say('撤回', 'Withdraw'),
  withdrawTitle: (number: number) =>
    say(`撤回第 ${number} 号通稿？`, `Withdraw bulletin no. ${number}?`),
  withdrawMore: say(
    '核对页会注明已撤回及时间、理由；原文和记录仍保留。撤回后不能恢复，可另行发布',
    'The page to check it by will say that it was withdrawn, when and why. Text and records stay. This cannot be undone; another can be published',
  ),
  withdrawReason: say('理由（公开显示）', 'Reason, shown to everybody'),
  keep: say('不撤回', 'Keep it'),
  notWithdrawn: say('撤回失败，请再试一次', 'Not withdrawn: please try again'),
} as const;
