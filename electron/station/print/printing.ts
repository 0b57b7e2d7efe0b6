import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Printing, PrintingOffer, Ticket } from '../../../shared/contract/printing.ts';
import type { PrintFault } from '../../../shared/devices.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import { receiptBytes } from './receipt.ts';
import { type Printed, printAt } from './receipt-printer.ts';

/** The system's printers, if a door can print the page without a dialogue. */
export interface SystemPrinter {
  list(): Promise<readonly string[]>;
  print(name: string): Promise<Printed>;
}

export interface PrintingOptions {
  readonly setting: () => Printing;
  readonly systemPrinter?: SystemPrinter;
  readonly timers: Timers;
  /** For staff. The person still has their pass on the screen. */
  readonly onFailure: (why: PrintFault) => void;
}

type Answer = CallOutput<'arrival.print'>;

/** Prints tickets at this station's printer. */
export function printing({ setting, systemPrinter, timers, onFailure }: PrintingOptions) {
  /** The last failure, until a ticket prints again. */
  let fault: PrintFault | undefined;
  const recorded = <T>(result: Result<T, { readonly kind: PrintFault }>): typeof result => {
    fault = result.ok ? undefined : result.fault.kind;
    if (fault !== undefined && fault !== 'no-printer') onFailure(fault);
    return result;
  };
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: two tickets mixed on one strip of paper are useless. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    offer(): PrintingOffer {
      const { printer, byItself } = setting();
      return printer.how === 'none' ? 'none' : byItself ? 'by-itself' : 'on-request';
    },

    state: (): 'none' | 'works' | PrintFault =>
      setting().printer.how === 'none' ? 'none' : (fault ?? 'works'),

    async print(ticket: Ticket): Promise<Answer> {
      const { printer } = setting();
      switch (printer.how) {
        case 'none':
          return fail({ kind: 'no-printer' });
        case 'system':
          // The page renders it, and then calls `printPage`.
          return ok({ how: 'page', ticket });
        case 'receipt': {
          const { at, columns } = printer;
          const done = await inTurn(() => printAt(at, receiptBytes(ticket, columns), timers));
          const result = recorded(done);
          return result.ok ? ok({ how: 'printed' }) : result;
        }
      }
    },

    async printPage(): Promise<CallOutput<'arrival.printPage'>> {
      const { printer } = setting();
      if (printer.how !== 'system') return fail({ kind: 'no-printer' });
      if (!systemPrinter) return ok({ how: 'dialogue' });
      const result = recorded(await inTurn(() => systemPrinter.print(printer.name)));
      return result.ok ? ok({ how: 'printed' }) : result;
    },

    systemPrinters: async (): Promise<string[] | null> =>
      systemPrinter ? [...(await systemPrinter.list())] : null,
  };
}
export type StationPrinting = ReturnType<typeof printing>;
