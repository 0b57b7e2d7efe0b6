import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Seen } from '../../../shared/contract/first.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { SystemPrinter } from '../print/printing.ts';
import type { Scan } from '../reader/scan.ts';
import type { EmptyRoom } from './empty-station.ts';

/** What this machine can do, each part tried with a tap. Nothing that is read here is kept or shown. */

type TrialCalls = Pick<Handlers, 'first.try' | 'first.printers' | 'first.printTrial'>;

/** Takes scans while something is tried, before `next` hears of any. */
export function deviceTrial(
  {
    systemPrinter,
    onSeen,
  }: { readonly systemPrinter?: SystemPrinter; readonly onSeen: (seen: Seen) => void },
  next: (scan: Scan) => void,
): EmptyRoom {
  let trying = false;
  const handlers: TrialCalls = {
    'first.try': ({ on: isOn }) => {
      trying = isOn;
      return {};
    },
    'first.printers': async () => (systemPrinter ? [...(await systemPrinter.list())] : null),
    'first.printTrial': async ({ printer }) => {
      const printed = await systemPrinter?.print(printer, 'sheet');
      if (!printed) return fail({ kind: 'no-printer' });
      return printed.ok ? ok({}) : printed;
    },
  };
  return {
    handlers,
    onScan: (scan) => (trying ? onSeen(seenIn(scan)) : next(scan)),
  };
}

function seenIn(scan: Scan): Seen {
  switch (scan.kind) {
    case 'code':
      return { what: 'code', characters: scan.text.length };
    case 'id-card':
      return { what: 'card', characters: 0 };
    case 'fault':
      return { what: 'fault', characters: 0 };
  }
}
