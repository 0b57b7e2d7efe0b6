import type { Greeting, RefusalKind, Welcome } from '../../shared/contract/people.ts';
import type { Heads } from '../../shared/fair.ts';
import type { TypedFault } from '../../shared/id-number.ts';
import { say, type Words } from '../../shared/say.ts';
import { headsWords } from '../../shared/words/heads-words.ts';
import type { KeypadFault, Printing, SavingFault } from './steps.ts';

/** All text of the attendee's page, Chinese first. Short sentences: people read them standing. */

export const words = {
  back: say('返回', 'Back'),
  home: say('返回首页', 'Start over'),
  askStaff: say('找工作人员', 'Ask staff'),
  secondsLeft: (n: number) => say(`${n} 秒后返回首页`, `Back to start in ${n} s`),
  ignored: say('请先完成当前操作，再刷下一位', 'Please finish this first, then scan again'),
  staffDoor: say('工作人员入口，长按三秒', 'Staff: hold for three seconds'),
  readAloud: say('朗读', 'Read aloud'),

  idle: {
    today: (n: number) => say(`今天已有 ${count(n)} 人签到`, `${count(n)} checked in today`),
    offers: ({ employers, places, some }: { readonly employers: number } & Heads) => {
      const jobs =
        some === 0
          ? say(`${count(places)} 个岗位`, `${count(places)} places`)
          : headsWords({ places, some });
      return say(
        `${count(employers)} 家单位 · ${jobs.zh}`,
        `${count(employers)} employers · ${jobs.en}`,
      );
    },
    card: say('请放身份证', 'Place your ID card here'),
    cardMore: say('放稳一秒钟，听到“嘀”声再拿开', 'Keep it there for a second, until the beep'),
    code: say('或扫预约码', 'or scan your code'),
    codeMore: say('二维码对准扫码口，屏幕调亮一点', 'Hold it to the scanner, screen bright'),
    onlyCode: say('请出示预约码', 'Show your registration code'),
    onlyKeys: say('请按下面的键签到', 'Check in with the keys below'),
    noReader: say('本机的读卡器没有连上', 'The card reader is not connected here'),
    express: say('快速通道：扫码即过', 'Express lane: scan and go'),
    expressMore: say(
      '已预约的，出示预约码或身份证；扫完请继续往里走',
      'Registered? Show your code or ID card, and walk on',
    ),
    type: say('没带证件？输入号码', 'No card? Type your ID number'),
    nameless: say('不留姓名，领匿名通行证', 'Enter without giving a name'),
  },

  readers: {
    card: say('读卡器', 'Card reader'),
    code: say('扫码器', 'Scanner'),
    ready: say('就绪', 'ready'),
    starting: say('启动中', 'starting'),
    gone: say('未连接', 'not connected'),
    faulty: say('有故障', 'not working'),
  },

  keypad: {
    title: say('请输入身份证号码', 'Type your ID number'),
    hint: say('一共 18 位，最后一位可能是 X', '18 characters; the last may be X'),
    left: (n: number) => say(`还差 ${n} 位`, `${n} to go`),
    complete: say('号码核对无误，请按“下一步”', 'The number checks out: press Next'),
    next: say('下一步', 'Next'),
    asking: say('请稍候', 'One moment'),
    rub: say('退格', 'Delete'),
    clear: say('清空', 'Clear'),
    keys: say('数字键', 'Number keys'),
    display: say('已输入的号码', 'The number so far'),
    letters: say('证件号码以字母开头的，请刷卡', 'Number begins with letters? Use the card'),
  },

  consent: {
    ask: say('我们怎样使用您的信息', 'What we do with your data'),
    first: say(
      '您的证件信息只用于本场招聘会的签到、统计和就业服务。',
      'Your ID details serve only check-in, statistics and job services of this fair.',
    ),
    second: say(
      '姓名、证件号和住址加密保存，只有主办单位能打开；用人单位扫您的通行证时，只看得到姓氏、称呼、学历和求职方向。',
      'Name, number and address are encrypted for the organiser alone; an employer who scans your pass sees only surname, title, education and the work you want.',
    ),
    secondDigits: say(
      '证件号加密保存，只有主办单位能打开；用人单位扫您的通行证时，只看得到学历和求职方向。',
      'The number is encrypted for the organiser alone; an employer who scans your pass sees only education and the work you want.',
    ),
    agree: say('同意，领通行证', 'Agree, and get my pass'),
    without: say('不同意，领匿名通行证', 'No: an anonymous pass'),
    saving: say('正在保存', 'Saving'),
    expired: (day: string) =>
      say(
        `证件已于 ${chineseDay(day)} 到期：今天照常签到，记得去换证。`,
        `This card ran out on ${day}. You can check in all the same; please renew it.`,
      ),
    notYou: say('不是您？请按“返回”', 'Not you? Press Back'),
  },

  nameless: {
    title: say('匿名通行证', 'Anonymous pass'),
    more: say(
      '不记录您是谁，只单独计一个人数；各展位照样可以去。',
      'We do not record who you are, and count you apart. Every booth is open to you.',
    ),
    less: say(
      '以后补办不了，也收不到岗位推荐。',
      'It can’t be replaced if lost, and no posts can be recommended.',
    ),
    get: say('领匿名通行证', 'Get an anonymous pass'),
  },

  welcome: {
    done: say('签到成功', 'You are checked in'),
    again: say('您已经签到过了', 'You had checked in already'),
    refreshed: say('通行证已更新', 'Your pass is updated'),
    anonymous: say('您好，欢迎入场', 'Welcome to the fair'),
    photo: say('请用手机拍下这张通行证', 'Take a photo of this pass with your phone'),
    photoMore: say('到展位时，给招聘人员扫一扫', 'At each booth, let the recruiter scan it'),
    photoAgain: say('内容变了，请重新拍一张', 'It has changed: please take a new photo'),
    noPhone: say('没有手机？记下短码也行', 'No phone? The short code will do'),
    passOf: say('入场通行证', 'Pass'),
    anonymousPass: say('匿名通行证', 'Anonymous pass'),
    qr: say('通行证二维码', 'The QR code of your pass'),
    enlarge: say('放大二维码', 'Enlarge the code'),
    smaller: say('回到通行证', 'Back to the pass'),
    noCode: say('二维码没能显示出来', 'The code could not be shown'),
    noCodeMore: say(
      '您已签到成功。请记下下面的编号，或找旁边的工作人员；他们已收到提醒。',
      'You are checked in. Note the number below, or ask the staff beside you: they have been told.',
    ),
    shortCode: say('短码', 'Short code'),
    questions: say('填几项，帮您找岗位', 'A few questions, to find you work'),
    questionsMore: (n: number) =>
      say(`${n} 题，每题都可跳过`, `${n} of them, and each can be skipped`),
    myDay: say('我的信息', 'What is kept of me'),
    posts: say('看看适合的岗位', 'Posts that fit'),
    postsMore: say('在哪个展位，一看就知道', 'and where their booths are'),
    finish: say('拍好了，完成', 'Done'),
    print: say('打印通行证', 'Print the pass'),
    printing: say('正在打印', 'Printing'),
    bound: (code: string) =>
      say(`预印通行证 ${code} 归您用了`, `The pre-printed pass ${code} is yours`),
    unbind: say('给错了，撤回', 'Wrong one: take it back'),
    samePass: say(
      '这是同一张通行证；要改信息，请刷身份证',
      'It is the same pass. To change your data, use the ID card',
    ),
    kept: say('没有保存您的任何个人信息', 'Nothing about you has been kept'),
  },

  questions: {
    step: (n: number, total: number) => say(`第 ${n} 题，共 ${total} 题`, `${n} of ${total}`),
    phone: say('留个手机号？', 'Leave a phone number?'),
    phoneMore: say(
      '用来通知面试和岗位；加密保存，只有主办单位能打开。',
      'For interviews and posts; encrypted, and only the organiser can open it.',
    ),
    phoneLeft: say(
      '您已留过号码；重新输入会换成新的。',
      'You have left one; a new one replaces it.',
    ),
    phoneTyped: say(
      '以前留过的号码不会变；要换，请刷身份证。',
      'A number left earlier stays; to replace it, use the ID card.',
    ),
    phoneOpen: (n: number) => say(`还差 ${n} 位；不留就清空`, `${n} to go, or clear it`),
    phoneComplete: say('11 位，完整', '11 digits: complete'),
    phoneImpossible: say(
      '手机号以 13 至 19 开头，请按“退格”',
      'It begins with 13 to 19: press Delete',
    ),
    share: say('也告诉收了我简历的单位', 'Employers who take my résumé may have it, too'),
    phoneEmpty: say('可以不填', 'You may leave it empty'),
    groupsTitle: say('这一题，要您另外同意', 'This question wants a consent of its own'),
    groupsAgree: say('同意，我来选', 'Agree, and choose'),
    groupsSkip: say('跳过，不回答', 'Skip'),
    prefilled: say('已按预约信息填好，可以改', 'Filled from your registration; change as you like'),
    previous: say('上一题', 'Previous'),
    next: say('下一题', 'Next'),
    skip: say('跳过', 'Skip'),
    finish: say('完成', 'Finish'),
    leave: say('不填了，回通行证', 'Back to my pass'),
  },

  stillHere: {
    title: say('您还在吗？', 'Are you still there?'),
    more: (n: number) =>
      say(`${n} 秒后清除屏幕，换下一位。`, `In ${n} s the screen is cleared for the next person.`),
    yes: say('我还在', 'Yes, go on'),
    no: say('结束', 'Finish'),
  },

  refused: {
    scanAgain: say('请再扫一次', 'Scan it once more'),
    typeInstead: say('输入证件号码', 'Type the ID number'),
    nameless: say('领匿名通行证', 'Anonymous pass'),
    behindPass: say('回到通行证', 'Back to the pass'),
  },

  notSaved: {
    once: say('再试一次', 'Try again'),
  },

  help: {
    title: say('工作人员就在旁边', 'Staff are close by'),
    where: (station: Words) =>
      say(
        `请向${station.zh}旁的工作人员招手，或到入口服务台。`,
        `Wave to the staff beside ${station.en}, or go to the desk at the entrance.`,
      ),
    kept: say('您填的内容还在，回来可以接着办。', 'What you entered is kept: go on when you like.'),
    on: say('接着办', 'Go on'),
    end: say('结束办理', 'Finish here'),
  },

  link: {
    connecting: say('正在启动', 'Starting'),
    lost: say('本机正在重新连接', 'Reconnecting'),
    lostMore: say(
      '几秒钟就好，请稍候；急着入场的，请到旁边的签到机。',
      'A few seconds, please. In a hurry? Use the kiosk beside this one.',
    ),
    lostPass: say('正在重新连接；这张通行证有效', 'Reconnecting; this pass is good'),
    stopped: say('本机停下了，请找工作人员', 'This kiosk has stopped: please ask staff'),
    stoppedMore: say(
      '存下的记录都在。工作人员：请按“再试一次”；还是这样，请重新启动这台机器。',
      'What was saved is safe. Staff: try again; if it stays like this, restart this machine.',
    ),
    tryAgain: say('再试一次', 'Try again'),
    shutOut: say('请工作人员重新打开本页', 'Staff: please open this page again'),
    shutOutMore: say(
      '签到程序重启过，请用启动窗口里显示的新地址打开。',
      'The station was restarted. Open the new address that its window shows.',
    ),
    replaced: say('本页已由另一个窗口接管', 'Another window has taken over'),
    replacedMore: say('签到在那个窗口继续。', 'Check-in goes on over there.'),
    here: say('改在这里继续', 'Use this window'),
    crashed: say('本页出了点问题，正在恢复', 'Something went wrong; recovering'),
    crashedMore: say('几秒后自动回到首页，请再刷一次。', 'Back in seconds: then scan again.'),
  },
} as const;

/** For each refusal, what happened and what to do now. */
export const refusals: Readonly<Record<RefusalKind, { title: Words; more: Words }>> = {
  'wrong-card': {
    title: say('这不是身份证', 'This is not an ID card'),
    more: say(
      '请换身份证、居住证或永居证再放一次。',
      'Please use an ID card or a residence permit instead.',
    ),
  },
  'card-unreadable': {
    title: say('这张证读不出来', 'This card can’t be read'),
    more: say(
      '芯片可能坏了。请再放一次；还不行，就输入号码。',
      'Its chip may be damaged. Try once more, or type the number.',
    ),
  },
  'card-moved': {
    title: say('拿开得早了一点', 'Taken away a little early'),
    more: say('请再放一次，停稳一秒钟。', 'Please place it again, and wait for a second.'),
  },
  'code-unreadable': {
    title: say('这个码没扫清楚', 'The code could not be read'),
    more: say(
      '请把手机屏幕调亮、放平，再扫一次。',
      'Turn the phone’s brightness up, hold it flat and scan again.',
    ),
  },
  'code-unknown': {
    title: say('没有查到这个码', 'We don’t know this code'),
    more: say(
      '它不是本场的预约码。请改刷身份证，一样能进。',
      'It is no registration of this fair. Use your ID card: that works too.',
    ),
  },
  'code-of-other-fair': {
    title: say('这是另一场招聘会的码', 'This code is from another fair'),
    more: say('请刷身份证，领一张本场的通行证。', 'Use your ID card, and get a pass of this fair.'),
  },
  'pass-forged': {
    title: say('这张通行证没有通过核验', 'This pass did not verify'),
    more: say(
      '请刷身份证重新领一张，或请工作人员看一看。',
      'Use your ID card to get a new one, or ask the staff.',
    ),
  },
  'pass-revoked': {
    title: say('这张通行证已停用', 'This pass is no longer valid'),
    more: say('请刷身份证换一张新的。', 'Use your ID card, and get a new one.'),
  },
  'blank-of-nobody': {
    title: say('这是一张空白通行证', 'This pass is still blank'),
    more: say(
      '请先刷身份证签到，再扫这张卡，它就归您用。',
      'Check in with your ID card first, then scan this one: it becomes yours.',
    ),
  },
  'blank-taken': {
    title: say('这张卡已经有人用了', 'Somebody has this one already'),
    more: say('请换一张空白通行证再扫。', 'Please scan another blank pass.'),
  },
  'social-security-code': {
    title: say('电子社保卡要联网核验', 'This card needs an online check'),
    more: say(
      '这里查不了它。请改刷身份证，或输入号码。',
      'It can’t be verified here. Use your ID card, or type the number.',
    ),
  },
  'reader-fault': {
    title: say('读卡器没有响应', 'The reader did not answer'),
    more: say(
      '请输入号码，或到旁边的签到机。',
      'Type the number, or use the kiosk beside this one.',
    ),
  },
};

/** The result of printing a ticket; the pass on the screen is as valid as paper. */
export const printing: Readonly<Record<Exclude<Printing, 'yes'>, Words>> = {
  printed: say('请取走小票，上面就是通行证', 'Please take the ticket: it is your pass'),
  unanswered: say('没有打印，请拍照', 'Nothing was printed: please take a photo'),
  'no-printer': say('这里没有打印机，请拍照', 'No printer here: please take a photo'),
  'printer-missing': say(
    '打印机没连上，请拍照；已告诉工作人员',
    'The printer is not connected: please take a photo. Staff have been told',
  ),
  'not-a-printer': say(
    '打印机没设对，请拍照；已告诉工作人员',
    'The printer is not set up right: please take a photo. Staff have been told',
  ),
  'printer-offline': say(
    '打印机没有响应，请拍照；已告诉工作人员',
    'The printer does not answer: please take a photo. Staff have been told',
  ),
  'out-of-paper': say(
    '打印机没纸了，请拍照；已告诉工作人员',
    'The printer is out of paper: please take a photo. Staff have been told',
  ),
  'not-printed': say(
    '没有打印出来，请拍照；已告诉工作人员',
    'It was not printed: please take a photo. Staff have been told',
  ),
};

export const savingFaults: Readonly<Record<SavingFault, { title: Words; more: Words }>> = {
  'not-saved': {
    title: say('这次没有保存成功', 'It could not be saved'),
    more: say(
      '还没有算签到。请再试一次；还不行，请到旁边的签到机。',
      'You are not checked in yet. Try again, or use the kiosk beside this one.',
    ),
  },
  unanswered: {
    title: say('还不知道有没有保存', 'Not known whether it was saved'),
    more: say(
      '请再试一次，不会重复签到；还不行，请找旁边的工作人员。',
      'Try again: nobody is counted twice. Or ask the staff beside you.',
    ),
  },
  'not-allowed': {
    title: say('本机不能办签到', 'This kiosk may not check people in'),
    more: say(
      '还没有算签到。请到旁边的签到机，并告诉工作人员。',
      'You are not checked in yet. Use the kiosk beside this one, and tell the staff.',
    ),
  },
  'disk-full': {
    title: say('本机存满了', 'This kiosk is full'),
    more: say(
      '还没有算签到。请到旁边的签到机，并告诉工作人员。',
      'You are not checked in yet. Use the kiosk beside this one, and tell the staff.',
    ),
  },
  'card-only': {
    title: say('改信息要刷身份证', 'Changes want the ID card'),
    more: say(
      '通行证可能是照片，只能补领，不能改。',
      'A pass may be a photo: it is given again, and changes nothing.',
    ),
  },
  gone: {
    title: say('请再刷一次', 'Please scan once more'),
    more: say(
      '本机刚刚重新启动，不记得这一步了。',
      'This kiosk has just restarted, and forgot this step.',
    ),
  },
};

export const typedFaults: Readonly<Record<TypedFault, Words>> = {
  character: say('这一位只能是数字，请退格', 'Only a digit can stand here: press Delete'),
  region: say('没有这样开头的号码，请退格', 'No number begins like this: press Delete'),
  year: say(
    '出生年份要以 19 或 20 开头，请退格',
    'The birth year begins with 19 or 20: press Delete',
  ),
  month: say('月份只有 01 到 12，请退格', 'Months are 01 to 12: press Delete'),
  day: say('没有这一天，请退格', 'There is no such day: press Delete'),
  checksum: say(
    '最后一位对不上，请对照证件检查一遍',
    'The last digit doesn’t fit: check the number',
  ),
  length: say('最多 18 位', 'No more than 18'),
};

export const keypadFaults: Readonly<Record<KeypadFault, Words>> = {
  length: say('身份证号码是 18 位，请检查', 'An ID number has 18 characters: please check'),
  character: say('号码里有不该有的字符，请检查', 'There is a wrong character in it: please check'),
  region: say('没有这样开头的号码，请检查', 'No number begins like this: please check'),
  birth: say('出生日期不对，请检查', 'The date of birth is not right: please check'),
  checksum: say(
    '最后一位对不上，请对照证件检查一遍',
    'The last digit doesn’t fit: check the number',
  ),
  busy: say(
    '上一位还没办完，请稍等再按“下一步”',
    'Someone is being served: press Next in a moment',
  ),
  unanswered: say('本机没有回应，请再按一次“下一步”', 'No answer: please press Next again'),
};

export function hello(greeting: Greeting): Words {
  switch (greeting.by) {
    case 'name':
      return say(`${greeting.maskedName}，您好`, `Hello, ${greeting.maskedName}`);
    case 'digits':
      return say(`尾号 ${greeting.lastFour}，您好`, `Hello, number ending ${greeting.lastFour}`);
    case 'nothing':
      return say('您好', 'Hello');
  }
}

/** When and where the first check-in was; one of today needs no date. */
export function earlierWords(earlier: NonNullable<Welcome['earlier']>, today: string): Words {
  const { day, time } = earlier.at;
  const when = day === today ? time : `${chineseDay(day)} ${time}`;
  const whenEn = day === today ? `at ${time}` : `on ${day} at ${time}`;
  const again = earlier.more > 0 ? `，之后又来过 ${earlier.more} 次` : '';
  const againEn = earlier.more > 0 ? `, and ${earlier.more} more since` : '';
  return say(
    `您已于 ${when} 在${earlier.station.zh}签到${again}；通行证还是同一张。`,
    `You checked in ${whenEn}, ${earlier.station.en}${againEn}. It is the same pass.`,
  );
}

function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year} 年 ${month} 月 ${date} 日`;
}

function count(n: number): string {
  return n.toLocaleString('en-US');
}
