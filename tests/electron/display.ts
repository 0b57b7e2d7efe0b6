import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { install, mayInstall, onPath } from '../systems/apt.ts';

/** A screen for the windows: the machine's own, or one of Xvfb's that nobody sees. */

export interface Display {
  readonly env: Record<string, string>;
  close(): void;
}

const none: Display = { env: {}, close: () => undefined };

/** Programs of a screen, and the package that has each. */
const programs = {
  Xvfb: 'xvfb',
  openbox: 'openbox',
  xdotool: 'xdotool',
  xprop: 'x11-utils',
  import: 'imagemagick',
};

/** What is missing on this machine, if anything. With `fetch`, Debian installs it. */
export function displayMissing(fetch = false): string | undefined {
  if (process.platform !== 'linux' || ownDisplay()) return undefined;
  const packages = Object.entries(programs).flatMap(([name, its]) => (onPath(name) ? [] : [its]));
  if (fetch && packages.length > 0 && mayInstall()) install(...packages);
  if (Object.keys(programs).every(onPath)) return undefined;
  return `没有显示器，也没有 no display and no ${packages.join(' ')} (apt install ${packages.join(' ')})`;
}

function ownDisplay(): boolean {
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

export async function openDisplay(): Promise<Display> {
  return process.platform !== 'linux' || ownDisplay() ? none : openUnseen();
}

/** A screen that nobody sees and that a journey may end. */
export async function openUnseen(): Promise<Display> {
  // It chooses a free number and writes it to its descriptor 3.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1080x1920x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('Xvfb ended')));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  const env = { DISPLAY: `:${number}` };
  const manager = onPath('openbox')
    ? spawn('openbox', { env: { ...process.env, ...env }, stdio: 'ignore' })
    : undefined;
  return {
    env,
    close() {
      manager?.kill();
      server.kill();
    },
  };
}

/** Types on the screen’s own keyboard: whatever has the focus gets it, be it a window of the system. */
export function typeOnScreen(display: Display, text: string): void {
  const env = { ...process.env, ...display.env };
  execFileSync('xdotool', ['type', '--delay', '2', text], { env });
  pressOnScreen(display, 'Return');
}

export function pressOnScreen(display: Display, key: string): void {
  execFileSync('xdotool', ['key', key], { env: { ...process.env, ...display.env } });
}

/** As another program would do it. */
export function minimiseOnScreen(display: Display): void {
  const env = { ...process.env, ...display.env };
  execFileSync('xdotool', ['getactivewindow', 'windowminimize'], { env });
}

/** What is on the screen, from bottom to top, as the window manager knows it. */
export function windowsOnScreen(display: Display): string[] {
  const env = { ...process.env, ...display.env };
  const list = execFileSync('xprop', ['-root', '_NET_CLIENT_LIST_STACKING'], { env });
  return list.toString().match(/0x[0-9a-f]+/g) ?? [];
}

/** The whole screen as a person sees it, with whatever lies over the page. */
export function photograph(display: Display, file: string): boolean {
  const env = { ...process.env, ...display.env };
  return (
    Boolean(env.DISPLAY) &&
    spawnSync('import', ['-window', 'root', file], { env, stdio: 'ignore' }).status === 0
  );
}
