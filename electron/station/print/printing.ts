import type { CallOutput } from '../../../shared/contract/calls.ts';
import type {
  Printer,
  Printing,
  PrintingOffer,
  Ticket,
} from '../../../shared/contract/printing.ts';
import type { PrintFault } from '../../../shared/devices.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import type { HandOver } from '../export/saved-files.ts';
import { printQueue } from './print-queue.ts';
import { receiptBytes } from './receipt.ts';
import { type Printed, printAt } from './receipt-printer.ts';

/** The system's printers, if a door can print the page without a dialogue. */
export interface SystemPrinter {
  list(): Promise<readonly string[]>;
  /** A ticket fills its strip; a sheet keeps the margins of its style. */
  print(name: string, what: 'ticket' | 'sheet'): Promise<Printed>;
  /** The page as it would be printed. */
  pdf(): Promise<Result<Uint8Array, { readonly kind: PrintFault }>>;
}

export interface PrinterChoosing {
  /** Of the role that the station has now. */
  may(): boolean;
  keep(printer: Printer): void;
}

export interface PrintingOptions {
  readonly setting: () => Printing;
  readonly systemPrinter?: SystemPrinter;
  readonly handOver: HandOver;
  /** Absent where only staff choose the printer, in their panel. */
  readonly choosing?: PrinterChoosing;
  readonly timers: Timers;
  /** For staff. The person still has their pass on the screen. */
  readonly onFailure: (why: PrintFault) => void;
}

type Answer = CallOutput<'arrival.print'>;

/** A person waits for a ticket; drivers of the system and their spoolers take longer. */
const RECEIPT_WITHIN_MS = 9_000;
const SYSTEM_WITHIN_MS = 15_000;
/** Hundreds of employers make a long report, and a weak machine lays it out slowly. */
const SHEETS_WITHIN_MS = 60_000;
/** Staff wait for it in front of their panel. */
const LIST_WITHIN_MS = 5_000;

/** Prints this station's tickets and sheets. */
export function printing(options: PrintingOptions) {
  const { setting, systemPrinter, choosing, timers, onFailure } = options;
  /** Of each printer, the last failure until it prints again. */
  const faults = new Map<string, PrintFault>();
  const queues = {
    system: printQueue({ timers, limitMs: SYSTEM_WITHIN_MS, waitsForLate: false }),
    receipt: printQueue({ timers, limitMs: RECEIPT_WITHIN_MS, waitsForLate: true }),
  };
  type Queue = (typeof queues)['system'];

  function record(printer: Printer, fault: PrintFault | undefined): void {
    if (fault === undefined) faults.delete(keyOf(printer));
    else faults.set(keyOf(printer), fault);
  }

  async function printed(
    printer: Printer,
    queue: Queue,
    work: (signal: AbortSignal) => Promise<Printed>,
    ms?: number,
  ): Promise<Printed> {
    const done = await queue.add(work, ms);
    const fault = done.ok ? undefined : done.fault.kind;
    record(printer, fault);
    if (fault !== undefined) onFailure(fault);
    return done;
  }

  function bySystem(what: 'ticket' | 'sheet'): Promise<Printed> {
    const { printer } = setting();
    if (printer.how !== 'system' || !systemPrinter) {
      return Promise.resolve(fail({ kind: 'no-printer' }));
    }
    const ms = what === 'sheet' ? SHEETS_WITHIN_MS : undefined;
    return printed(printer, queues.system, () => systemPrinter.print(printer.name, what), ms);
  }

  const state = (): 'none' | 'works' | PrintFault => {
    const { printer } = setting();
    return printer.how === 'none' ? 'none' : (faults.get(keyOf(printer)) ?? 'works');
  };
  const stateNow = () => {
    const { how } = setting().printer;
    return how !== 'none' && queues[how].isBusy() ? 'busy' : state();
  };

  const systemPrinters = async (): Promise<string[] | null> =>
    systemPrinter ? [...((await listed(systemPrinter, timers)) ?? [])] : null;

  return {
    offer(): PrintingOffer {
      const { printer, byItself } = setting();
      return printer.how === 'none' ? 'none' : byItself ? 'by-itself' : 'on-request';
    },

    state,
    stateNow,

    /** Asks the printer itself, without paper. */
    async check(): Promise<ReturnType<typeof stateNow>> {
      const { printer } = setting();
      if (printer.how === 'receipt' && !queues.receipt.isBusy()) {
        const nothing = new Uint8Array();
        const asked = await queues.receipt.add((signal) =>
          printAt(printer.at, nothing, timers, signal),
        );
        record(printer, asked.ok ? undefined : asked.fault.kind);
      }
      if (printer.how === 'system' && systemPrinter) {
        const names = await listed(systemPrinter, timers);
        record(printer, checked(names, printer.name, faults.get(keyOf(printer))));
      }
      return stateNow();
    },

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
          const bytes = receiptBytes(ticket, columns);
          const done = await printed(printer, queues.receipt, (signal) =>
            printAt(at, bytes, timers, signal),
          );
          return done.ok ? ok({ how: 'printed' }) : done;
        }
      }
    },

    async printPage(): Promise<CallOutput<'arrival.printPage'>> {
      if (setting().printer.how === 'system' && !systemPrinter) return ok({ how: 'dialogue' });
      const done = await bySystem('ticket');
      return done.ok ? ok({ how: 'printed' }) : done;
    },

    systemPrinters,

    /** A page of lists or figures, on paper or as a file. */
    calls: {
      'print.ways': (): CallOutput<'print.ways'> => {
        const { printer } = setting();
        return { here: systemPrinter !== undefined, printer: printer.how === 'system' };
      },
      'print.printers': async (): Promise<CallOutput<'print.printers'>> =>
        choosing?.may() === true ? systemPrinters() : null,
      'print.choose': ({ name }: { name: string }): CallOutput<'print.choose'> => {
        if (choosing?.may() !== true) return false;
        choosing.keep({ how: 'system', name });
        return true;
      },
      'print.sheet': async (): Promise<CallOutput<'print.sheet'>> => {
        const done = await bySystem('sheet');
        return done.ok ? ok({}) : done;
      },
      'print.pdf': async ({ name }: { name: string }): Promise<CallOutput<'print.pdf'>> => {
        if (!systemPrinter) return fail({ kind: 'no-printer' });
        // One window can do one thing at a time.
        const made = await queues.system.add(() => systemPrinter.pdf(), SHEETS_WITHIN_MS);
        return made.ok ? ok(options.handOver(`${name}.pdf`, made.value)) : made;
      },
    },
  };
}
/** Undefined if the system does not say: a CUPS that hangs answers nobody. */
function listed(from: SystemPrinter, timers: Timers): Promise<readonly string[] | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(LIST_WITHIN_MS, () => resolve(undefined));
    from.list().then(resolve, reject).finally(cancel);
  });
}

/** Only a print shows that a printer works again that failed; a look shows whether it is there. */
function checked(
  names: readonly string[] | undefined,
  name: string,
  before: PrintFault | undefined,
): PrintFault | undefined {
  if (!names) return 'printer-offline';
  if (!names.includes(name)) return 'printer-missing';
  return before === 'printer-missing' ? undefined : before;
}

export type StationPrinting = ReturnType<typeof printing>;

const keyOf = (printer: Printer): string => {
  switch (printer.how) {
    case 'none':
      return 'none';
    case 'system':
      return `system ${printer.name}`;
    case 'receipt':
      return `receipt ${printer.at}`;
  }
};
