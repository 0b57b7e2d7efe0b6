import { AGAIN, ON_PURPOSE } from '../../starter-words.ts';

/** What `npm start` does when Electron has ended: a pure function, and the sentences for a person. */

export type Cause =
  /** The system could not run the binary: its own code, such as `EACCES`. */
  | { readonly kind: 'not-run'; readonly code: string }
  /** It was not ready for a window in time, and was ended. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals };

export interface Ending {
  readonly cause: Cause;
  /** It opened its window, or told a person why not. */
  readonly settled: boolean;
  readonly ranMs: number;
  /** Ctrl-C, or a signal to `npm start`. */
  readonly asked: boolean;
}

export type Next =
  | { readonly kind: 'end'; readonly code: number }
  | { readonly kind: 'again' }
  | { readonly kind: 'browser' };

/** One that fails sooner than this would fail again. */
const WORTH_ANOTHER_START_MS = 60_000;

export function afterWindow({ cause, settled, ranMs, asked }: Ending): Next {
  const code = cause.kind === 'code' ? cause.code : undefined;
  const own = code === undefined ? undefined : ownCode(code);
  if (asked) return { kind: 'end', code: own ?? code ?? 0 };
  if (code === AGAIN) return { kind: 'again' };
  if (!settled) return { kind: 'browser' };
  if (own !== undefined) return { kind: 'end', code: own };
  return { kind: ranMs >= WORTH_ANOTHER_START_MS ? 'again' : 'browser' };
}

/** Undefined where Electron ended by itself. */
function ownCode(code: number): number | undefined {
  return [0, 1].find((own) => code === ON_PURPOSE + own);
}

export interface Circumstances {
  /** There was a window, and it has gone. */
  readonly settled: boolean;
  readonly platform: NodeJS.Platform;
  readonly hasDisplay: boolean;
  readonly isRoot: boolean;
  /** `--no-sandbox` among Electron's switches. */
  readonly withoutSandbox: boolean;
}

/** Electron itself says why on stderr, if at all; a person needs a sentence. */
export function whyNoWindow(cause: Cause, here: Circumstances): string {
  const [zh, en] = here.settled ? whyItHasGone(cause, here) : reason(cause, here);
  const [was, wasEn] = here.settled
    ? ['窗口不见了', 'The window has gone']
    : ['窗口没有打开', 'The window did not open'];
  return `${was}：${zh}。改用浏览器。\n${wasEn}: ${en}. Opening the browser instead.`;
}

/** Why it could not open is no reason any more. */
function whyItHasGone(cause: Cause, here: Circumstances): readonly [zh: string, en: string] {
  if (cause.kind === 'signal') return crashed(cause.signal);
  if (cause.kind !== 'code') return reason(cause, here);
  // A display that ends looks like an end in order.
  return here.platform === 'linux' && cause.code <= 1
    ? [
        '显示器断开了，或者桌面退出了；登记过的都在',
        'the display or the desktop went away; what was recorded is kept',
      ]
    : [
        `Electron 自己结束了（代码 ${cause.code}）；登记过的都在`,
        `Electron ended by itself (code ${cause.code}); what was recorded is kept`,
      ];
}

function reason(cause: Cause, here: Circumstances): readonly [zh: string, en: string] {
  if (cause.kind === 'not-run')
    return [
      `系统不能运行 Electron（${cause.code}）`,
      `the system can’t run Electron (${cause.code})`,
    ];
  if (cause.kind === 'silent')
    return ['Electron 一分钟没有动静', 'Electron did nothing for a minute'];
  if (here.platform === 'linux' && !here.hasDisplay)
    return ['这里没有图形桌面（没有 DISPLAY）', 'there is no display here (DISPLAY is not set)'];
  if (here.platform === 'linux' && here.isRoot && !here.withoutSandbox)
    return [
      'root 用户不能用 Electron 的沙盒；请换普通用户，或 npm start -- -- --no-sandbox',
      'root can’t use Electron’s sandbox; use another account, or npm start -- -- --no-sandbox',
    ];
  return cause.kind === 'signal'
    ? crashed(cause.signal)
    : [
        `Electron 没开窗口就结束了（代码 ${cause.code}）`,
        `Electron ended without a window (code ${cause.code})`,
      ];
}

function crashed(signal: NodeJS.Signals): readonly [zh: string, en: string] {
  return [`Electron 崩溃了（${signal}）`, `Electron crashed (${signal})`];
}
