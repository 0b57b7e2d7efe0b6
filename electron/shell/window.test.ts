import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hardenChromium, refusedSwitch, startOptions } from './command-line.ts';
import { keepAwake } from './power.ts';
import { reachesPage } from './shortcuts.ts';
import { windowOptions } from './window.ts';

const kiosk = windowOptions({ preload: '/app/preload.cjs', windowed: false });
const plain = { control: false, alt: false, meta: false };

describe('the kiosk’s window', () => {
  it('gives the page no Node, no shared context and no way out of its sandbox', () => {
    expect(kiosk.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    });
  });

  it('keeps nothing of the page on the disk', () => {
    expect(kiosk.webPreferences?.partition).not.toMatch(/^persist:/);
  });

  it('fills the screen, has no frame, and opens no tools', () => {
    expect(kiosk).toMatchObject({ kiosk: true, fullscreen: true, frame: false });
    expect(kiosk.webPreferences?.devTools).toBe(false);
    expect(windowOptions({ preload: '', windowed: true }).webPreferences?.devTools).toBe(true);
  });

  it('speaks before the first touch, and beats even when it is covered', () => {
    expect(kiosk.webPreferences).toMatchObject({
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    });
  });

  it('keeps its display on until released', () => {
    const asked: unknown[] = [];
    const letSleep = keepAwake({
      start: (type) => asked.push(type),
      stop: (id) => asked.push(id) > 0,
    });
    letSleep();
    expect(asked).toEqual(['prevent-display-sleep', 1]);
  });
});

describe('keys', () => {
  it.each(['a', '5', 'X', '周', ' ', 'Enter', 'Tab', 'Backspace', 'ArrowLeft', 'Process'])(
    '%s reaches the page',
    (key) => expect(reachesPage({ key, ...plain })).toBe(true),
  );

  it.each(['F1', 'F4', 'F5', 'F11', 'F12', 'PrintScreen', 'ContextMenu', 'BrowserBack', 'Meta'])(
    '%s does not',
    (key) => expect(reachesPage({ key, ...plain })).toBe(false),
  );

  it.each([
    ['Ctrl+W', { key: 'w', ...plain, control: true }],
    ['Ctrl+R', { key: 'r', ...plain, control: true }],
    ['Ctrl+Shift+I', { key: 'I', ...plain, control: true }],
    ['Alt+F4', { key: 'F4', ...plain, alt: true }],
    ['Alt+Left', { key: 'ArrowLeft', ...plain, alt: true }],
    ['Cmd+Q', { key: 'q', ...plain, meta: true }],
  ])('%s does not', (_name, press) => expect(reachesPage(press)).toBe(false));
});

describe('Chromium', () => {
  it('leaves the network alone, but resolves names for the system’s proxy script', () => {
    const switches = new Map<string, string | undefined>();
    hardenChromium({ appendSwitch: (name, value) => switches.set(name, value) });
    expect([...switches.keys()]).toContain('disable-background-networking');
    expect([...switches.keys()]).not.toContain('host-resolver-rules');
    expect(switches.get('blink-settings')).toBe('dnsPrefetchingEnabled=false');
  });
});

describe('an installed kiosk', () => {
  const withSwitch = (name: string) => ({ hasSwitch: (asked: string) => asked === name });

  it.each([
    'remote-debugging-port',
    'inspect',
    'inspect-wait',
    'js-flags',
    'no-sandbox',
    'load-extension',
    'gpu-launcher',
  ])('does not start with --%s', (name) =>
    expect(refusedSwitch(withSwitch(name), true)).toBe(name),
  );

  it('starts with any other switch, and in development with all', () => {
    expect(refusedSwitch(withSwitch('lang'), true)).toBeUndefined();
    expect(refusedSwitch(withSwitch('inspect'), false)).toBeUndefined();
  });

  it('can’t be started in a window, and keeps its ledger where told to', () => {
    const args = ['/opt/chunfeng', '--windowed', '--data=/srv/fair', '--lang=zh'];
    const started = startOptions(args, { isPackaged: true, userData: '/home/kiosk' });
    expect(started).toMatchObject({ folder: resolve('/srv/fair'), windowed: false });
    expect(startOptions([], { isPackaged: true, userData: '/home/kiosk' }).folder).toBe(
      join('/home/kiosk', 'station'),
    );
  });

  it('sends facts to the given server, else to the fair’s own', () => {
    const where = { isPackaged: true, userData: '/home/kiosk' };
    const { server } = startOptions(['--server=http://10.0.0.2:5190', '--lang=zh'], where);
    expect(server).toBe('http://10.0.0.2:5190');
    expect(startOptions([], where).server).toBeUndefined();
  });

  it('writes everything to the given folder, from any working directory', () => {
    const { folder, browserFolder } = startOptions(['--data=fair'], {
      isPackaged: false,
      userData: '/home/kiosk',
    });
    expect(folder).toBe(resolve('fair'));
    expect(browserFolder).toBe(join(folder, 'window'));
  });
});
