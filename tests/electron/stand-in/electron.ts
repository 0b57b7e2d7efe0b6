import { fileURLToPath } from 'node:url';
import { type ForkOptions, forkWith } from '../utility-child/fork.ts';
import { app, appHappens } from './app.ts';
import { registerSchemes, sessionOf } from './session.ts';
import { hearing, strict } from './strict.ts';
import { SCREEN } from './window.ts';

/**
 * A stand-in for the module `electron`, over a real Chromium: the app's own main process runs on it, with
 * its windows, its page, its preload and its station. Whatever it does not have throws.
 */

export { MessageChannelMain } from '../utility-child/ports.ts';
export { app } from './app.ts';
export { BrowserWindow } from './window.ts';

const say = (what: string): void => void process.stderr.write(`[stand-in] ${what}\n`);

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string) => say(`error box: ${title} | ${content}`),
  async showSaveDialog(...args: object[]) {
    say(`save dialogue: ${JSON.stringify(args.at(-1))}`);
    return { canceled: true, filePath: '' };
  },
});

export const Menu = strict('Menu', { setApplicationMenu: (_menu: null) => undefined });

export const powerMonitor = strict(
  'powerMonitor',
  hearing('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown']).ways,
);

const awake = new Set<number>();
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep') {
    const id = awake.size + 1;
    awake.add(id);
    return id;
  },
  stop: (id: number) => awake.delete(id),
  isStarted: (id: number) => awake.has(id),
});

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]) {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    registerSchemes(schemes);
  },
});

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
});

export const screen = strict('screen', {
  ...hearing('screen', ['display-added', 'display-removed', 'display-metrics-changed']).ways,
  getPrimaryDisplay: () => ({ id: 1, bounds: SCREEN, workArea: SCREEN, scaleFactor: 1 }),
  getAllDisplays: () => [screen.getPrimaryDisplay()],
});

function sessionOnceReady(partition: string): object {
  if (!app.isReady()) throw new Error('Session can only be received when app is ready');
  return sessionOf(partition).shown;
}
export const session = strict('session', {
  fromPartition: sessionOnceReady,
  get defaultSession() {
    return sessionOnceReady('');
  },
});

const fork = forkWith(
  process.execPath,
  fileURLToPath(new URL('../utility-child/parent-port.ts', import.meta.url)),
);
export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args?: readonly string[], options: ForkOptions = {}) {
    const child = fork(modulePath, args, options);
    child.on('exit', (exitCode) => {
      const { serviceName = 'Node Utility Process' } = options;
      const reason = exitCode === 0 ? 'clean-exit' : 'crashed';
      appHappens('child-process-gone', {}, { type: 'Utility', reason, exitCode, serviceName });
    });
    return strict('UtilityProcess', child);
  },
});
