import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import type { Display } from './display.ts';
import type { ElectronProgram } from './program.ts';

/** The app's program, started as a person starts it, with its page in reach of Playwright. */

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface KioskProcess {
  readonly child: ChildProcess;
  /** Its data. */
  readonly folder: string;
  /** What it has written to its terminal so far. */
  said(): string;
  readonly ended: Promise<Ended>;
  /** The page that the window shows now: after a crash it is another one. */
  page(): Promise<Page>;
  /** Lets go of what Playwright believes of the page. */
  lookAgain(): void;
  /** Touches the page of a window as it is, without waiting for ours. */
  browser(): Promise<Browser>;
}

export interface StartOptions {
  readonly folder: string;
  /** Of the sample fair; `null` opens what the folder holds, or the first screen. */
  readonly slot?: number | null;
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
  /** Puts the app into something else that then runs it. */
  readonly inside?: readonly string[];
}

/** The page's address, in Electron and in the stand-in. */
const OUR_PAGE = /^(chunfeng:\/\/kiosk|https:\/\/kiosk\.chunfeng)\/$/;

export function startKiosk(
  program: ElectronProgram,
  display: Display,
  { folder, slot = 1, args = [], env = {}, inside = [] }: StartOptions,
): KioskProcess {
  const [command = '', ...all] = [
    ...inside,
    program.command,
    ...program.args,
    `--data=${folder}`,
    ...(slot === null ? [] : [`--slot=${slot}`]),
    '--remote-debugging-port=0',
    // Without a GPU, the processor draws every animation frame.
    '--force-prefers-reduced-motion',
    ...args,
  ];
  const child = spawn(command, all, {
    env: { ...process.env, ...program.env, ...display.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => void (said += chunk.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<Ended>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });

  let connected: Promise<Browser> | undefined;
  let isStale = false;
  async function connect(): Promise<Browser> {
    await expect.poll(() => said, { intervals: [50] }).toContain('DevTools listening on ws:');
    const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1] ?? '';
    // An Electron has no browser contexts, so nothing of them may be set.
    return chromium.connectOverCDP(url, { noDefaults: true });
  }
  async function browser(): Promise<Browser> {
    if (isStale) {
      const old = connected;
      connected = undefined;
      isStale = false;
      await (await old)?.close();
    }
    return (connected ??= connect());
  }
  async function ourPage(): Promise<Page> {
    const context = (await browser()).contexts()[0];
    const ours = context?.pages().find((page) => OUR_PAGE.test(page.url()));
    // Playwright gives up a page that has crashed; only a new connection sees it loaded again.
    isStale = ours === undefined;
    if (!ours) throw new Error(`no page of ours is open: ${said}`);
    ours.once('crash', () => (isStale = true));
    return ours;
  }
  return {
    child,
    folder,
    said: () => said,
    ended,
    browser,
    lookAgain: () => void (isStale = true),
    async page() {
      let found: Page | undefined;
      await expect(async () => {
        found = await ourPage();
        await found.getByRole('heading').first().waitFor({ timeout: 1_000 });
      }).toPass({ intervals: [50, 100] });
      if (!found) throw new Error('no page');
      return found;
    },
  };
}

/** As an operator ends it: the window itself refuses to close. */
export async function endKiosk({ child, ended }: KioskProcess): Promise<void> {
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(killed);
}
