/** A scanner that sends reports: one scan for each code. */

import { enableScanning, saysEnabled } from './ibm-oem.ts';
import { decoderFor } from './layout-guess.ts';
import type { Timers } from '../clock/timers.ts';
import type { HidPort, Reader } from './port.ts';
import type { ReaderEvents } from './reader-events.ts';
import type { ScannerLayout } from './reader-table.ts';
import type { Scan } from './scan.ts';

/**
 * Reports of one code follow each other within a few milliseconds; after this, no more will come.
 */
const NO_MORE_AFTER_MS = 100;

export interface PosReaderOptions {
  readonly id: string;
  readonly name: string;
  readonly layout: ScannerLayout;
  readonly port: HidPort;
  readonly timers: Timers;
  readonly events: ReaderEvents;
}

export function posReader({ id, name, layout, port, timers, events }: PosReaderOptions): Reader {
  const decoder = decoderFor(layout);
  let isOver = false;
  let cancelFlush: (() => void) | undefined;

  function tell(scan: Scan): void {
    if (scan.kind === 'fault') events.onScan(scan, 'no-text');
    else events.onScan(scan);
  }

  function end(): void {
    isOver = true;
    cancelFlush?.();
  }

  port.onReport((report) => {
    if (isOver) return;
    if (layout === 'ibm-oem' && saysEnabled(report) !== undefined) {
      events.onState(saysEnabled(report) ? 'ready' : 'starting');
      return;
    }
    cancelFlush?.();
    const scan = decoder.take(report);
    if (decoder.waiting) {
      cancelFlush = timers.after(NO_MORE_AFTER_MS, () => {
        const rest = decoder.flush();
        if (rest !== undefined) tell(rest);
      });
    }
    if (scan !== undefined) tell(scan);
  });

  port.onGone(() => {
    if (isOver) return;
    end();
    events.onState('gone');
  });

  if (layout === 'ibm-oem') {
    // It stays silent until it gets this command; its answer makes it ready.
    port.write(enableScanning).catch(() => {
      if (!isOver) events.onState('faulty', 'not-written');
    });
  } else {
    // A scanner sends nothing until it scans, so "open" is all that we can know.
    events.onState('ready');
  }

  return {
    id,
    name,
    kind: 'code',
    busy: false,
    async close() {
      if (isOver) return;
      end();
      // The device may have gone a moment before; it counts as closed either way.
      await port.close().catch(() => {});
    },
  };
}
