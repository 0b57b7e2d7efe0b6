import { describe, expect, it } from 'vitest';
import { AGAIN, ON_PURPOSE } from '../../starter-words.ts';
import { afterWindow, type Cause, type Ending, type Next, whyNoWindow } from './window-ending.ts';

const code = (number: number): Cause => ({ kind: 'code', code: number });
const crash: Cause = { kind: 'signal', signal: 'SIGSEGV' };
const windowsCrash = code(0xc0000005);
const MINUTE_MS = 60_000;

describe('after Electron has ended, npm start', () => {
  it.each<[what: string, ending: Partial<Ending>, next: Next]>([
    ['ends as staff left it', { settled: true, cause: code(ON_PURPOSE) }, { kind: 'end', code: 0 }],
    [
      'ends as it refused',
      { settled: true, cause: code(ON_PURPOSE + 1) },
      { kind: 'end', code: 1 },
    ],
    [
      'starts it again if its display went, which Electron calls a good end',
      { settled: true, cause: code(0) },
      { kind: 'again' },
    ],
    [
      'opens the browser if its display went at once',
      { settled: true, cause: code(0), ranMs: MINUTE_MS - 1 },
      { kind: 'browser' },
    ],
    [
      'ends on Ctrl-C, before a window as well',
      { asked: true, cause: code(ON_PURPOSE) },
      { kind: 'end', code: 0 },
    ],
    ['ends on a Ctrl-C that killed it', { asked: true, cause: crash }, { kind: 'end', code: 0 }],
    ['starts it again when it asks', { settled: true, cause: code(AGAIN) }, { kind: 'again' }],
    ['starts it again after a crash', { settled: true, cause: crash }, { kind: 'again' }],
    [
      'starts it again after one on Windows',
      { settled: true, cause: windowsCrash },
      { kind: 'again' },
    ],
    [
      'opens the browser after a crash that will repeat',
      { settled: true, cause: crash, ranMs: MINUTE_MS - 1 },
      { kind: 'browser' },
    ],
    ['opens the browser if it ended without a window', { cause: code(0) }, { kind: 'browser' }],
    ['opens the browser if it failed without a window', { cause: code(1) }, { kind: 'browser' }],
    ['opens the browser if it crashed without a window', { cause: crash }, { kind: 'browser' }],
    ['opens the browser if it hung', { cause: { kind: 'silent' } }, { kind: 'browser' }],
    [
      'opens the browser if it can’t be run',
      { cause: { kind: 'not-run', code: 'EACCES' } },
      { kind: 'browser' },
    ],
  ])('%s', (_what, ending, next) => {
    const usual = { cause: code(0), settled: false, ranMs: MINUTE_MS, asked: false };
    expect(afterWindow({ ...usual, ...ending })).toEqual(next);
  });
});

describe('the sentence for a window that is not there', () => {
  const desktop = {
    settled: false,
    platform: 'linux',
    hasDisplay: true,
    isRoot: false,
    withoutSandbox: false,
  } as const;
  it.each([
    ['names what the system said', { kind: 'not-run', code: 'EACCES' } as const, desktop, 'EACCES'],
    ['knows that there is no display', code(1), { ...desktop, hasDisplay: false }, 'no display'],
    ['knows what root must do', crash, { ...desktop, isRoot: true }, '-- -- --no-sandbox'],
    [
      'names the signal otherwise',
      crash,
      { ...desktop, isRoot: true, withoutSandbox: true },
      'SIGSEGV',
    ],
    ['says that it did nothing', { kind: 'silent' } as const, desktop, 'for a minute'],
    ['names the code otherwise', code(7), desktop, 'code 7'],
    [
      'knows that a display can go',
      code(0),
      { ...desktop, settled: true },
      'The window has gone: the display or the desktop',
    ],
    [
      'knows a crash from that, at root’s desktop too',
      crash,
      { ...desktop, settled: true, isRoot: true },
      'has gone: Electron crashed',
    ],
    [
      'does not say of a window that it never opened',
      windowsCrash,
      { ...desktop, platform: 'win32', settled: true } as const,
      'has gone: Electron ended by itself (code 3221225477)',
    ],
    [
      'asks Windows for no display',
      code(7),
      { ...desktop, platform: 'win32', hasDisplay: false } as const,
      'code 7',
    ],
  ])('%s', (_what, cause, here, words) => {
    const sentence = whyNoWindow(cause, here);
    expect(sentence).toContain(words);
    expect(sentence).toContain('改用浏览器');
  });
});
