import type { WebContentsPrintOptions } from 'electron';
import type { PrintFault } from '../../shared/devices.ts';
import { fail, ok } from '../../shared/result.ts';
import type { SystemPrinter } from '../station/print/printing.ts';

/** Prints without a dialogue from the kiosk's own window: its print style shows only the ticket. */

export interface PrintableContents {
  getPrintersAsync(): Promise<readonly { readonly name: string }[]>;
  print(
    options: WebContentsPrintOptions,
    done: (success: boolean, failureReason: string) => void,
  ): void;
}

export function windowPrinter(window: () => PrintableContents | undefined): SystemPrinter {
  const names = async (): Promise<string[]> =>
    ((await window()?.getPrintersAsync()) ?? []).map(({ name }) => name);
  return {
    list: names,
    async print(name) {
      // If this printer is gone, Electron would use another one or open a dialogue behind the
      // kiosk.
      if (!(await names()).includes(name)) return fail({ kind: 'printer-missing' });
      return new Promise((resolve) => {
        const contents = window();
        if (!contents) return resolve(fail({ kind: 'not-printed' }));
        contents.print(
          {
            silent: true,
            deviceName: name,
            printBackground: false,
            margins: { marginType: 'none' },
          },
          (success, reason) => resolve(success ? ok(undefined) : fail({ kind: faultOf(reason) })),
        );
      });
    },
  };
}

function faultOf(reason: string): PrintFault {
  return /invalid.*printer|no.*printer/i.test(reason) ? 'printer-missing' : 'not-printed';
}
