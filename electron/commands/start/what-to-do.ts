import type { StationHere } from '../../station/station-here.ts';
import { SAMPLE_ACCOUNT } from '../../../shared/sample-account.ts';

/** What the terminal prints after a station opens, with the first steps. */

const stopLine = '  Ctrl-C 结束 to stop.';

const firstCard = [
  '  第一位求职者：点屏幕边上的“模拟读卡器”，选一张身份证，轻点“同意”，通行证就出来了。',
  '  First card: open “Simulated reader” at the edge, choose an ID card, tap to agree, and there is the pass.',
  '  工作人员：长按左上角 3 秒，PIN 2580（仅样例）。Staff: hold the top left corner for 3 s, PIN 2580 (sample only).',
  '  样例的钥匙人人都有，所以自己开锁；真的招聘会要扫工作卡。Its keys are public, so it unlocks itself; a real fair waits for the staff card.',
];

const otherStation = [
  '  屏幕边上的“模拟读卡器”里有通行证、展位卡和指令卡。Passes and cards are under “Simulated reader” at the edge.',
  '  工作人员：长按左上角 3 秒，PIN 2580（仅样例）。Staff: hold the top left corner for 3 s, PIN 2580 (sample only).',
];

const staffCardFirst = [
  '  请用扫码器扫描工作卡开门。Scan the staff card to open it.',
  stopLine,
].join('\n');

export function sampleFirst(isFirstGate: boolean, serverUrl: string | undefined): string {
  const server =
    serverUrl === undefined
      ? []
      : [
          `  主办方页面 Organiser’s page：${serverUrl}  账号 account ${SAMPLE_ACCOUNT.name}，密码 password ${SAMPLE_ACCOUNT.password}（仅样例 sample only）`,
        ];
  return [...(isFirstGate ? firstCard : otherStation), ...server, stopLine].join('\n');
}

/** What a start opens: the sample with what to try there, a fair whose card is needed, or no fair yet. */
export type Opens =
  | { readonly what: 'sample'; readonly words: string }
  | { readonly what: 'fair' | 'first-screen' };

const firstScreen = [
  '  在屏幕上选：新建招聘会、加入招聘会，或看样例。',
  '  On the screen: make a fair, join one, or look at the sample.',
  stopLine,
].join('\n');

export function openInBrowser(fair: StationHere['fair'], url: string, opens: Opens): string {
  if (fair) return `\n春风 Chunfeng：${fair.zh} ${fair.en}\n\n  ${url}\n\n${staffCardFirst}\n`;
  return opens.what === 'sample'
    ? `\n春风 Chunfeng：样例招聘会已经开门 the sample fair is open\n\n  ${url}\n\n${opens.words}\n`
    : `\n春风 Chunfeng\n\n  ${url}\n\n${firstScreen}\n`;
}

/** A real fair's name is not known before its card opens it. */
export function inWindow(opens: Opens): string {
  switch (opens.what) {
    case 'sample':
      return `\n春风 Chunfeng：样例招聘会 the sample fair\n\n${opens.words}\n`;
    case 'fair':
      return `\n春风 Chunfeng\n\n${staffCardFirst}\n`;
    case 'first-screen':
      return `\n春风 Chunfeng\n\n${firstScreen}\n`;
  }
}
