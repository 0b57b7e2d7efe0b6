import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, BrowserWindowConstructorOptions, UtilityProcess } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeDisplays, FakeWindow } from './testing/fake-window.ts';
import { ON_PURPOSE } from '../starter-words.ts';
import { PAGE } from './origin.ts';

/**
 * Runs `main.ts` over a fake Electron that records the order of calls. What a person can rely on is in
 * `tests/electron/`, over a real Chromium.
 */

const steps: string[] = [];
const windows: FakeWindow[] = [];
const signals = new Map<string, (...args: unknown[]) => void>();
let data = '';
let packaged = false;
let switches: string[] = [];
let ready: () => void = () => undefined;
let tellOpened: (window: FakeWindow) => void = () => undefined;
let tellEnded: () => void = () => undefined;

class FakeApp
  extends EventEmitter
  implements
    Pick<App, 'isPackaged' | 'exit' | 'relaunch' | 'requestSingleInstanceLock' | 'whenReady'>
{
  readonly commandLine = {
    appendSwitch: () => undefined,
    hasSwitch: (name: string) => switches.includes(name),
  };
  get isPackaged(): boolean {
    return packaged;
  }
  getPath(): string {
    return data;
  }
  exit(code: number): void {
    steps.push(`exit ${code}`);
    tellEnded();
  }
  relaunch(): void {
    steps.push('relaunch');
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  whenReady(): Promise<void> {
    return new Promise((resolve) => {
      ready = () => {
        steps.push('ready');
        resolve();
      };
    });
  }
}
const app = new FakeApp();

function fakeElectron() {
  return {
    app,
    BrowserWindow: class extends FakeWindow {
      constructor(options: BrowserWindowConstructorOptions) {
        super();
        steps.push(`window ${options.webPreferences?.preload?.endsWith('preload.cjs')}`);
        windows.push(this);
        tellOpened(this);
      }
      static getAllWindows(): FakeWindow[] {
        return windows;
      }
    },
    dialog: { showErrorBox: (title: string) => steps.push(`box ${title}`) },
    Menu: { setApplicationMenu: (menu: null) => steps.push(`menu ${menu}`) },
    powerMonitor: new EventEmitter(),
    powerSaveBlocker: { start: () => 1, stop: () => true },
    protocol: { registerSchemesAsPrivileged: () => steps.push('scheme') },
    safeStorage: { isEncryptionAvailable: () => false },
    utilityProcess: {
      fork: () => {
        steps.push('station');
        const made = new FakeStation();
        station = made;
        return made;
      },
    },
    screen: new FakeDisplays(),
    session: {
      defaultSession: {
        setSpellCheckerDictionaryDownloadURL: () => steps.push('no dictionaries'),
      },
      fromPartition: () => ({
        setPermissionRequestHandler: () => steps.push('session locked'),
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
        setSpellCheckerEnabled: () => undefined,
        setProxy: async () => undefined,
        webRequest: { onBeforeRequest: () => undefined },
        on: () => undefined,
        protocol: { handle: () => steps.push('page served') },
      }),
    },
  };
}

/** A station's process that opens when it is asked to. */
class FakeStation extends EventEmitter implements Pick<UtilityProcess, 'postMessage' | 'kill'> {
  postMessage({ kind }: { readonly kind: string }): void {
    if (kind === 'open') setImmediate(() => this.emit('message', { kind: 'opened', opened: {} }));
    if (kind !== 'close') return;
    steps.push('station closed');
    setImmediate(() => this.emit('exit', 0));
  }
  kill(): boolean {
    return true;
  }
}
let station: EventEmitter = new EventEmitter();

vi.mock('electron', () => fakeElectron());

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'chunfeng-start-up-'));
  steps.length = 0;
  windows.length = 0;
  signals.clear();
  [packaged, switches] = [false, []];
  app.removeAllListeners();
  vi.resetModules();
  // Replaced so that the kiosk's exit does not end the test's own process.
  vi.spyOn(process, 'on').mockImplementation((event, listener) => {
    steps.push(`hears ${String(event)}`);
    signals.set(String(event), listener);
    return process;
  });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(data, { recursive: true });
});

async function start(): Promise<void> {
  await import('../main.ts');
}
async function started(): Promise<FakeWindow> {
  const opened = new Promise<FakeWindow>((resolve) => (tellOpened = resolve));
  await start();
  ready();
  return opened;
}

describe('the kiosk starts', () => {
  it('with its scheme registered first, and everything locked before the page loads', async () => {
    expect((await started()).webContents.loads).toEqual([PAGE]);
    expect(steps).toEqual([
      'hears uncaughtException',
      'hears unhandledRejection',
      'scheme',
      'menu null',
      'ready',
      'no dictionaries',
      'station',
      'session locked',
      'page served',
      'hears SIGINT',
      'hears SIGTERM',
      'hears SIGHUP',
      'window true',
    ]);
  });

  it('never with a switch that exposes it, when it is installed', async () => {
    [packaged, switches] = [true, ['remote-debugging-port']];
    await start();
    expect(steps.at(-1)).toBe(`exit ${ON_PURPOSE + 1}`);
    ready();
    expect(windows).toEqual([]);
  });

  it('and a second start finds no window while the first one closes', async () => {
    const window = await started();
    const ended = new Promise<void>((resolve) => (tellEnded = resolve));
    station.emit('message', { kind: 'leave' });
    app.emit('second-instance');
    await ended;
    app.emit('second-instance');
    expect(window.done).toEqual(['destroy']);
  });
});

it('The kiosk ends with a sentence that no window covers, after a bug at its start', async () => {
  const window = await started();
  signals.get('uncaughtException')?.(new Error('bug'));
  expect(window.done).toEqual(['hide']);
  expect(steps.slice(-2)).toEqual([
    'box 春风无法启动 Chunfeng cannot start',
    `exit ${ON_PURPOSE + 1}`,
  ]);
});
