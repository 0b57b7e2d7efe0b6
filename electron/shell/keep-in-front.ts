import type { Timers } from '../station/clock/timers.ts';

/**
 * Keeps the kiosk's window on the screen: other programs may minimise it or take it out of full
 * screen, and displays come and go.
 */

const LOOKS_EVERY_MS = 2_000;

export interface CoverableWindow {
  on(event: 'leave-full-screen', listener: () => void): unknown;
  on(event: 'minimize', listener: () => void): unknown;
  isDestroyed(): boolean;
  isVisible(): boolean;
  isFocused(): boolean;
  isMinimized(): boolean;
  focus(): void;
  restore(): void;
  setKiosk(kiosk: boolean): void;
  setBounds(bounds: Bounds): void;
}

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Displays {
  on(event: 'display-added', listener: () => void): unknown;
  on(event: 'display-removed', listener: () => void): unknown;
  on(event: 'display-metrics-changed', listener: () => void): unknown;
  getPrimaryDisplay(): { readonly bounds: Bounds };
}

/** `window` is the one in use now; each new one is given to `hold`. */
export function keepInFront(
  displays: Displays,
  timers: Timers,
  window: () => CoverableWindow | undefined,
) {
  /** Whether there is a window that can be asked: one that is destroyed would throw. */
  const standing = (): CoverableWindow | undefined => {
    const now = window();
    return now?.isDestroyed() === false ? now : undefined;
  };

  function fill(): void {
    const now = standing();
    now?.setBounds(displays.getPrimaryDisplay().bounds);
    now?.setKiosk(true);
  }
  displays.on('display-added', fill);
  displays.on('display-removed', fill);
  displays.on('display-metrics-changed', fill);

  // X11 calls a full-screen window neither minimised nor hidden, so all that shows is the focus; and without
  // that, a scanner's keys go to another program. A window that we hid ourselves stays hidden.
  function look(): void {
    timers.after(LOOKS_EVERY_MS, look);
    const now = standing();
    if (!now?.isVisible()) return;
    if (now.isMinimized()) now.restore();
    else if (!now.isFocused()) now.focus();
  }
  timers.after(LOOKS_EVERY_MS, look);

  return {
    hold(held: CoverableWindow): void {
      held.on('leave-full-screen', () => held.setKiosk(true));
      held.on('minimize', () => held.restore());
    },
  };
}
