import type { PrintToPDFOptions, WebContentsPrintOptions } from 'electron';
import type { PrintFault } from '../../shared/devices.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Timers } from '../station/clock/timers.ts';
import type { SystemPrinter } from '../station/print/printing.ts';

/** Prints without a dialogue from the kiosk's own window, as its print style shows the page. */

type Gone = 'destroyed' | 'render-process-gone';

export interface PrintableContents {
  getPrintersAsync(): Promise<readonly { readonly name: string }[]>;
  print(
    options: WebContentsPrintOptions,
    done: (success: boolean, failureReason: string) => void,
  ): void;
  printToPDF(options: PrintToPDFOptions): Promise<Uint8Array>;
  on(event: Gone, listener: () => void): unknown;
  off(event: Gone, listener: () => void): unknown;
}

export interface PrintingWindow {
  window(): { readonly webContents: PrintableContents } | undefined;
  /** A page that is laid out for paper can't report that it is well. */
  pause(): void;
  resume(): void;
}

/** Longer than the station's queues wait: then the page is watched again. */
const LONGEST_TICKET_MS = 20_000;
const LONGEST_SHEETS_MS = 90_000;

export function windowPrinter(
  kiosk: () => PrintingWindow | undefined,
  timers: Timers,
): SystemPrinter {
  const contents = (): PrintableContents | undefined => kiosk()?.window()?.webContents;
  const names = async (): Promise<string[]> =>
    ((await contents()?.getPrintersAsync()) ?? []).map(({ name }) => name);

  /** Ends with the job, and also with its page or its window: those never call back. */
  function job<T>(
    longestMs: number,
    begin: (page: PrintableContents) => Promise<Done<T>>,
  ): Promise<Done<T>> {
    const page = contents();
    if (!page) return Promise.resolve(notPrinted);
    kiosk()?.pause();
    return new Promise((resolve) => {
      const events: readonly Gone[] = ['destroyed', 'render-process-gone'];
      const gone = (): void => give(notPrinted);
      const cancel = timers.after(longestMs, gone);
      const give = (done: Done<T>): void => {
        cancel();
        for (const event of events) page.off(event, gone);
        kiosk()?.resume();
        resolve(done);
      };
      for (const event of events) page.on(event, gone);
      begin(page).then(give, gone);
    });
  }

  return {
    list: names,
    async print(name, what) {
      // If this printer is gone, Electron would use another one or open a dialogue behind the
      // kiosk.
      if (!(await names()).includes(name)) return fail({ kind: 'printer-missing' });
      const plain = { silent: true, deviceName: name, printBackground: false };
      const options: WebContentsPrintOptions =
        what === 'ticket' ? { ...plain, margins: { marginType: 'none' } } : plain;
      return job(
        what === 'ticket' ? LONGEST_TICKET_MS : LONGEST_SHEETS_MS,
        (page) =>
          new Promise((resolve) => {
            page.print(options, (success, reason) =>
              resolve(success ? ok(undefined) : fail({ kind: faultOf(reason) })),
            );
          }),
      );
    },
    pdf: () =>
      job(LONGEST_SHEETS_MS, async (page) =>
        ok(await page.printToPDF({ preferCSSPageSize: true, printBackground: true })),
      ),
  };
}

type Done<T> = Result<T, { readonly kind: PrintFault }>;
const notPrinted = fail({ kind: 'not-printed' });

function faultOf(reason: string): PrintFault {
  return /invalid.*printer|no.*printer/i.test(reason) ? 'printer-missing' : 'not-printed';
}
