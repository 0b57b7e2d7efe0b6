/**
 * An uncaught bug leaves the process in an unknown state. Electron would show a dialogue and wait
 * for a click, so a kiosk relaunches instead. The ledger is on disk.
 */

/**
 * A process that fails sooner than this would fail again, so it stops and shows a sentence for a
 * person.
 */
const WORTH_ANOTHER_START_MS = 60_000;

/** An error whose message is a sentence for the person at the machine. */
export class ForThePerson extends Error {}

const A_BUG =
  '程序出错，打不开。登记过的都在本机存着。请再启动一次；还是这样，请把本机的日志交给技术人员。\n' +
  'The program failed. What was recorded is kept on this machine. Please start it again; ' +
  'if it fails again, give this machine’s log to your technician.';

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
    // Bugs often come together, and each requested relaunch would start another kiosk.
    if (ending) return;
    ending = true;
    const what = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
    note(what);
    if (now() - started >= WORTH_ANOTHER_START_MS) app.relaunch();
    else {
      const sentence = bug instanceof ForThePerson ? bug.message : A_BUG;
      showError('春风无法启动 Chunfeng cannot start', sentence);
    }
    app.exit(1);
  };
  bugs.on('uncaughtException', end);
  bugs.on('unhandledRejection', end);
}
