import type { BrowserWindowConstructorOptions } from 'electron';

/**
 * How the window is made. These are pure functions, so that tests can check what the lock-down
 * depends on.
 */
export interface WindowLook {
  readonly preload: string;
  /** For developers: an ordinary window with its tools. */
  readonly windowed: boolean;
}

/** Without `persist:` the session lives in memory: nothing of the page stays on the disk. */
export const PARTITION = 'kiosk';

/** The page's own background (`renderer/ui/ground.css`), so that nothing flashes white. */
const PAPER = '#fbf7ef';

/** Typed separately: tsc misses a wrong name in a spread. */
const ORDINARY: BrowserWindowConstructorOptions = { width: 720, height: 1280 };
const CLOSED: BrowserWindowConstructorOptions = {
  kiosk: true,
  fullscreen: true,
  frame: false,
  alwaysOnTop: true,
  minimizable: false,
};

export function windowOptions({ preload, windowed }: WindowLook): BrowserWindowConstructorOptions {
  return {
    title: '春风 Chunfeng',
    backgroundColor: PAPER,
    autoHideMenuBar: true,
    ...(windowed ? ORDINARY : CLOSED),
    webPreferences: {
      preload,
      partition: PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      devTools: windowed,
      spellcheck: false,
      // Nobody could close a dialogue that the page did not draw.
      disableDialogs: true,
      // Voice prompts must play before the first touch.
      autoplayPolicy: 'no-user-gesture-required',
      // The watchdog needs a page that paints even when it is covered.
      backgroundThrottling: false,
    },
  };
}
