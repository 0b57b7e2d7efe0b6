import { AGAIN, ON_PURPOSE, READY, SETTLED } from '../starter-words.ts';

/**
 * The window's side of `npm start`. A relaunch by Electron would leave the terminal: the sample
 * server would be gone, and Ctrl-C would not reach it. So a window that `npm start` opened asks that
 * to start it again.
 */

interface Link {
  readonly connected?: boolean;
  readonly send?: ((word: string) => boolean) | undefined;
}

export interface Starter {
  /** Electron is ready for a window. */
  readonly ready: () => void;
  /** A window is open, or a person has been told why not. */
  readonly settled: () => void;
  readonly app: { relaunch(): void; exit(code: number): void };
}

export function starterOf(link: Link, app: Starter['app']): Starter {
  let again = false;
  const say = (word: string): void => {
    if (link.connected) link.send?.(word);
  };
  return {
    ready: () => say(READY),
    settled: () => say(SETTLED),
    app: {
      relaunch() {
        // Without its terminal, which may have ended before it, the window has only itself.
        if (link.connected) again = true;
        else app.relaunch();
      },
      exit(code) {
        if (again) app.exit(AGAIN);
        else app.exit(link.connected ? ON_PURPOSE + code : code);
      },
    },
  };
}
