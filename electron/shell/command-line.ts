import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandLine } from 'electron';

/** The command line options of a start, and the switches that Chromium gets before it starts. */

/** Each of these exposes the page or its process to anyone who can edit a shortcut. */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'no-sandbox',
  'single-process',
  'disable-site-isolation-trials',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
];

/** The first switch that an installed kiosk refuses to start with. */
export function refusedSwitch(
  commandLine: Pick<CommandLine, 'hasSwitch'>,
  isPackaged: boolean,
): string | undefined {
  // Developers and tests attach to it.
  return isPackaged ? REFUSED.find((name) => commandLine.hasSwitch(name)) : undefined;
}

export function hardenChromium(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  // Host names must resolve for the system's proxy script; `lock-session.ts` keeps the page away
  // from any network, and this from looking up the name of a link.
  commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  // Gestures that zoom the page or navigate away.
  commandLine.appendSwitch('disable-pinch');
  commandLine.appendSwitch('overscroll-history-navigation', '0');
  // A covered page must still paint and report to the watchdog.
  commandLine.appendSwitch('disable-backgrounding-occluded-windows');
}

export interface StartOptions {
  /** Where the station keeps its ledger. Both folders are absolute, as Electron requires. */
  readonly folder: string;
  /** Where Chromium keeps its own files, if not in the system's default place. */
  readonly browserFolder?: string;
  readonly windowed: boolean;
  /** Opens the sample fair where the folder holds no other; else the first screen. */
  readonly opensSample: boolean;
  /** Which station of the sample fair to open. */
  readonly slot?: number;
  /** Where its facts go instead of the server that the fair names. */
  readonly server?: string;
}

export function startOptions(
  args: readonly string[],
  { isPackaged, userData }: { isPackaged: boolean; userData: string },
): StartOptions {
  const { values } = parseArgs({
    // Ignore Chromium's own switches, which stand among ours.
    args: args.filter(
      (arg) => /^--(data|slot|server)=/.test(arg) || arg === '--windowed' || arg === '--sample',
    ),
    options: {
      data: { type: 'string' },
      slot: { type: 'string' },
      server: { type: 'string' },
      windowed: { type: 'boolean', default: false },
      sample: { type: 'boolean', default: false },
    },
  });
  const windowed = values.windowed && !isPackaged;
  const more = {
    windowed,
    // Only the sample has several stations in one file.
    opensSample: values.sample || values.slot !== undefined,
    ...(values.slot && { slot: Number(values.slot) }),
    ...(values.server && { server: values.server }),
  };
  if (!values.data) return { folder: join(userData, 'station'), ...more };
  const folder = resolve(values.data);
  return { folder, browserFolder: join(folder, 'window'), ...more };
}
