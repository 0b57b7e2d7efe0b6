import { spawn } from 'node:child_process';

/** Opens the system's browser. If there is none, the person can still use the printed address. */
export function openBrowser(url: string): void {
  const [command, ...args] = openerFor(process.platform, url);
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function openerFor(platform: NodeJS.Platform, url: string): string[] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['cmd', '/c', 'start', '', url];
  const hasScreen = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  return hasScreen === undefined ? [] : ['xdg-open', url];
}
