/** A scanner in HID POS mode: its reports to scans, one for each code. */

import { hidPosDecoder, type HidPosLayout } from './hid-pos.ts';
import type { Timers } from '../timers.ts';
import type { HidPort, Reader } from './port.ts';
import type { ReaderEvents } from './reader-events.ts';

/** Reports of one code follow each other within a few milliseconds; after this none will. */
const NO_MORE_AFTER_MS = 100;

export interface PosReaderOptions {
  readonly id: string;
  readonly name: string;
  readonly layout: HidPosLayout;
  readonly port: HidPort;
  readonly timers: Timers;
  readonly events: ReaderEvents;
}

export function posReader({ id, name, layout, port, timers, events }: PosReaderOptions): Reader {
  const decoder = hidPosDecoder(layout);
  let over = false;
  let cancelFlush: (() => void) | undefined;

  function end(): void {
    over = true;
    cancelFlush?.();
  }

  port.onReport((report) => {
    if (over) return;
    cancelFlush?.();
    const scan = decoder.take(report);
    if (decoder.waiting) {
      cancelFlush = timers.after(NO_MORE_AFTER_MS, () => {
        const rest = decoder.flush();
        if (rest !== undefined) events.onScan(rest);
      });
    }
    if (scan !== undefined) events.onScan(scan);
  });

  port.onGone((reason) => {
    if (over) return;
    end();
    events.onState('gone', reason);
  });

  // A scanner is mute until it scans: open is all that can be known.
  events.onState('ready');

  return {
    id,
    name,
    kind: 'code',
    async close() {
      if (over) return;
      end();
      // The device may have gone a moment before; closed it is either way.
      await port.close().catch(() => {});
    },
  };
}
