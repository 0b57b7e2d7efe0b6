import { type ChildProcess, spawn } from 'node:child_process';
import { READY, SETTLED } from '../../starter-words.ts';
import { realTimers, type Timers } from '../../station/clock/timers.ts';
import { afterWindow, type Cause, type Ending, type Next, whyNoWindow } from './window-ending.ts';

/** Runs Electron under `npm start`, as often as it asks for, and says how that ended. */

export type WindowEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'no-window'; readonly sentence: string };

/** Even a slow machine has Electron ready sooner: later it hangs, for example on a display. */
export const PATIENCE_MS = 60_000;

export async function showWindow(
  binary: string,
  args: readonly string[],
  timers: Timers = realTimers,
): Promise<WindowEnd> {
  let child: ChildProcess | undefined;
  let asked = false;
  const pass = (signal: NodeJS.Signals): void => {
    asked = true;
    child?.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    for (;;) {
      const began = performance.now();
      child = spawn(binary, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
      const { cause, settled } = await ended(child, timers);
      const next = afterWindow({ cause, settled, ranMs: performance.now() - began, asked });
      if (next.kind !== 'again') return endOf(next, { cause, settled }, args);
    }
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

function ended(child: ChildProcess, timers: Timers): Promise<Pick<Ending, 'cause' | 'settled'>> {
  return new Promise((resolve) => {
    let settled = false;
    let silent = false;
    const heard = timers.after(PATIENCE_MS, () => {
      silent = true;
      child.kill('SIGKILL');
    });
    const end = (cause: Cause): void => {
      heard();
      resolve({ cause: silent ? { kind: 'silent' } : cause, settled });
    };
    child.on('message', (word) => {
      if (word === READY || word === SETTLED) heard();
      if (word === SETTLED) settled = true;
    });
    child.on('error', (error) =>
      end({ kind: 'not-run', code: 'code' in error ? String(error.code) : error.message }),
    );
    child.on('exit', (code, signal) =>
      end(signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal }),
    );
  });
}

function endOf(
  next: Exclude<Next, { kind: 'again' }>,
  { cause, settled }: Pick<Ending, 'cause' | 'settled'>,
  args: readonly string[],
): WindowEnd {
  if (next.kind === 'end') return { kind: 'ended', code: next.code };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const sentence = whyNoWindow(cause, {
    settled,
    platform: process.platform,
    hasDisplay: Boolean(DISPLAY ?? WAYLAND_DISPLAY),
    isRoot: process.getuid?.() === 0,
    withoutSandbox: args.includes('--no-sandbox'),
  });
  return { kind: 'no-window', sentence };
}
