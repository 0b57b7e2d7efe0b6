import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { type Chromium, startChromium } from './chromium.ts';
import { hearing, preventable, strict } from './strict.ts';
import { watchTabs, windowsOpenIn } from './window.ts';

/** `app`: the start, the one instance, and the end. */

const EVENTS = [
  'ready',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'second-instance',
  'activate',
  'render-process-gone',
  'child-process-gone',
] as const;

const { ways, happens } = hearing('app', EVENTS);
/** What Chromium would take from the command line by itself. */
const given = process.argv.slice(2).filter((arg) => /^--(remote-debugging|lang|force-)/.test(arg));
const switches = new Map<string, string | undefined>();
const paths = new Map([['userData', join(tmpdir(), 'chunfeng-stand-in')]]);
let ready = false;
let relaunches = false;
let chromium: Chromium | undefined;

async function start(): Promise<void> {
  const added = [...switches].map(([name, value]) => `--${name}${value ? `=${value}` : ''}`);
  const started = startChromium([...given, ...added]);
  windowsOpenIn(started);
  chromium = await started;
  await watchTabs(chromium);
  ready = true;
  happens('ready');
}
let starting: Promise<void> | undefined;

/** The first holds a file; a second one finds it, and writes its own start into it. */
function requestSingleInstanceLock(): boolean {
  const lock = join(app.getPath('userData'), 'SingletonLock');
  if (existsSync(lock)) {
    const [holder = ''] = readFileSync(lock, 'utf8').split('\n');
    if (isRunning(Number(holder))) {
      appendFileSync(lock, `${process.argv.join(' ')}\n`);
      return false;
    }
  }
  try {
    writeFileSync(lock, `${process.pid}\n`);
  } catch {
    // So does the real one where it cannot write.
    return false;
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  watch(lock, { persistent: false }, () => happens('second-instance', {}, [], '', {}));
  return true;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const app = strict('app', {
  ...ways,
  isPackaged: false,
  commandLine: strict('app.commandLine', {
    appendSwitch: (name: string, value?: string) => void switches.set(name, value),
    hasSwitch: (name: string) =>
      process.argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) =>
      process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  }),
  getName: () => packageJson.name,
  getVersion: () => packageJson.version,
  getPath(name: string): string {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`the stand-in has no path “${name}”`);
    return path;
  },
  setPath(name: string, path: string) {
    if (!existsSync(path)) throw new Error(`Path does not exist: ${path}`);
    paths.set(name, path);
  },
  isReady: () => ready,
  whenReady: () => (starting ??= start()),
  requestSingleInstanceLock,
  focus: () => undefined,
  relaunch: () => void (relaunches = true),
  quit() {
    const event = preventable({});
    happens('before-quit', event);
    if (!event.defaultPrevented) app.exit(0);
  },
  exit(code = 0) {
    chromium?.end();
    if (relaunches) {
      const again = [...process.execArgv, ...process.argv.slice(1)];
      spawn(process.execPath, again, { stdio: 'inherit', detached: true });
    }
    process.exit(code);
  },
});
export { happens as appHappens };
