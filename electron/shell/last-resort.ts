/**
 * A bug that nobody caught leaves the process in no state to go on. Electron would put a box on the
 * screen and wait for someone to click; a kiosk starts anew. The ledger is on disk.
 */

/** Who dies sooner would die again at once: that needs a person, and gets a sentence. */
const WORTH_ANOTHER_START_MS = 60_000;

export interface LastResortOptions {
  readonly bugs: {
    on(event: 'uncaughtException', listener: (bug: unknown) => void): unknown;
    on(event: 'unhandledRejection', listener: (bug: unknown) => void): unknown;
  };
  readonly app: { relaunch(): void; exit(code: number): void };
  readonly showError: (title: string, content: string) => void;
  readonly now: () => number;
  readonly note: (trouble: string) => void;
}

export function lastResort({ bugs, app, showError, now, note }: LastResortOptions): void {
  const started = now();
  let ending = false;
  const end = (bug: unknown): void => {
    // Bugs come in company, and each relaunch that is asked for would be a kiosk of its own.
    if (ending) return;
    ending = true;
    const what = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
    note(what);
    if (now() - started >= WORTH_ANOTHER_START_MS) app.relaunch();
    else showError('春风无法启动 Chunfeng cannot start', what);
    app.exit(1);
  };
  bugs.on('uncaughtException', end);
  bugs.on('unhandledRejection', end);
}
