/**
 * A resident ID card reader's session: find a card, select it, read it, report it once, wait until
 * it has left, and start again. Runs until it is closed or the device is gone.
 */

import type { ReaderComplaint } from '../../../shared/contract/readers.ts';
import type { Timers } from '../clock/timers.ts';
import type { HidPort, Reader } from './port.ts';
import type { ReaderEvents } from './reader-events.ts';
import { type Answer, sdtLine } from './sdt-line.ts';
import { complaintOf, isPresent, lookIn, readCard } from './sdt-reading.ts';

/** Between two looks for a card, while a person may be holding one out. */
const LOOK_EVERY_MS = 200;
/** Between two tries at a reader that doesn't answer correctly. */
const TRY_EVERY_MS = 1000;
/**
 * A card at the edge of the field flickers: only this many looks without it mean that it has left.
 */
const LEFT_AFTER_LOOKS = 2;
/** One odd answer may be a late reply or noise. */
const FAULTY_AFTER_TRIES = 3;

export interface SdtReaderOptions {
  readonly id: string;
  readonly name: string;
  readonly port: HidPort;
  readonly timers: Timers;
  readonly events: ReaderEvents;
}

export function sdtReader({ id, name, port, timers, events }: SdtReaderOptions): Reader {
  const line = sdtLine(port, timers);
  let state: 'starting' | 'ready' | 'faulty' | 'gone' = 'starting';
  let closed = false;
  let wake: (() => void) | undefined;

  /** The card on the reader, if it was reported. Keep its number no longer than the card stays. */
  let reported: { readonly number?: string } | undefined;
  let looksWithout = 0;
  let badTries = 0;
  let reading = false;

  function become(next: typeof state, complaint?: ReaderComplaint): void {
    if (state === next || state === 'gone' || closed) return;
    state = next;
    events.onState(next, complaint);
  }

  function pause(ms: number): Promise<void> {
    if (isOver()) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = timers.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
  }

  const isOver = (): boolean => closed || state === 'gone';

  async function run(): Promise<void> {
    while (!isOver()) {
      const found = await line.ask('find');
      if (isOver()) return;
      await pause(await afterLook(found));
    }
  }

  /** Handles the result of a look for a card; returns the pause before the next look. */
  async function afterLook(found: Answer): Promise<number> {
    const seen = lookIn(found);
    if (seen === 'trouble') {
      badTries++;
      if (badTries >= FAULTY_AFTER_TRIES) become('faulty', complaintOf(found));
      return TRY_EVERY_MS;
    }
    badTries = 0;
    become('ready');
    if (seen === 'card') {
      looksWithout = 0;
      await attend();
    } else {
      looksWithout++;
      if (looksWithout >= LEFT_AFTER_LOOKS) reported = undefined;
    }
    return LOOK_EVERY_MS;
  }

  /** A card is on the reader. After a fault it is retried silently, until it is read or leaves. */
  async function attend(): Promise<void> {
    reading = true;
    const { scan, complaint } = await readCard(line);
    reading = false;
    if (closed) return;
    if (scan.kind === 'id-card') {
      if (reported?.number !== scan.card.number) events.onScan(scan);
      reported = { number: scan.card.number };
      while (isPresent(await line.ask('new-address'))) await pause(LOOK_EVERY_MS);
    } else if (reported === undefined) {
      reported = {};
      events.onScan(scan, complaint);
    }
  }

  port.onGone(() => {
    become('gone');
    line.close();
    wake?.();
  });

  events.onState('starting');
  void run();

  return {
    id,
    name,
    kind: 'id-card',
    get busy() {
      return reading;
    },
    async close() {
      if (closed) return;
      closed = true;
      line.close();
      wake?.();
      // The device may have gone a moment before; it counts as closed either way.
      await port.close().catch(() => {});
    },
  };
}
