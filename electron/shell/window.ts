import type { BrowserWindowConstructorOptions } from 'electron';

/** How the window is made. Pure: what a fair's hall may lean on can be read, and tested, here. */
export interface WindowLook {
  readonly preload: string;
  /** For whoever works on Chunfeng: an ordinary window with its tools. */
  readonly windowed: boolean;
}

/** Without `persist:` it lives in memory: nothing that the page held stays on the disk. */
export const PARTITION = 'kiosk';

/** The page's own paper (`renderer/ui/ground.css`), so that nothing flashes white. */
const PAPER = '#fbf7ef';

/** Apart and with their type: tsc would let a wrong name through where they are spread. */
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
      // Nobody could close a box that the page did not draw.
      disableDialogs: true,
      // Voice prompts speak to people who have touched nothing yet.
      autoplayPolicy: 'no-user-gesture-required',
      // The watchdog listens for a page that paints, whatever lies over it.
      backgroundThrottling: false,
    },
  };
}
