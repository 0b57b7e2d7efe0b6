import { posReader } from '../../../electron/station/reader/pos-reader.ts';
import type { Scan } from '../../../electron/station/reader/scan.ts';
import { scanQueue } from '../../../electron/station/reader/queue.ts';
import { simulatedScanner } from '../../../electron/station/reader/simulator.ts';
import { realTimers } from '../../../electron/station/clock/timers.ts';
import { figure, median, quantile } from '../figure.ts';

/**
 * Fifty codes a second for a minute, each as long as a pass (three reports), from a scanner's port to the
 * station's handler. Nothing may be lost or doubled.
 */

const EVERY_MS = 20;
const full = { scans: 3_000 };
const tiny = { scans: 15 };

interface Burst {
  readonly times: readonly number[];
  readonly lostOrDoubled: number;
}

const bursts = new Map<number, Promise<Burst>>();

/** Both figures come from one burst. */
function once(scans: number): Promise<Burst> {
  const known = bursts.get(scans) ?? burst(scans);
  bursts.set(scans, known);
  return known;
}

export const scanBurstP99 = figure({
  name: 'scan-burst-p99-ms',
  unit: 'ms',
  aim: 5,
  full,
  tiny,
  async measure(_bench, { scans }) {
    const { times } = await once(scans);
    return {
      value: quantile(times, 0.99),
      note: `99th percentile of ${times.length} codes of three reports, last report in to scan out; median ${median(times).toFixed(3)} ms`,
    };
  },
});

export const scanBurstLost = figure({
  name: 'scan-burst-lost',
  unit: 'count',
  aim: 0,
  full,
  tiny,
  async measure(_bench, { scans }) {
    const { lostOrDoubled } = await once(scans);
    return { value: lostOrDoubled, note: `of ${scans} codes, fifty a second, lost or doubled` };
  },
});

function burst(scans: number): Promise<Burst> {
  const scanner = simulatedScanner();
  const sent = new Map<string, number>();
  const came = new Map<string, number>();
  const times: number[] = [];
  const queue = scanQueue<Scan>({
    onFailure(error) {
      throw error;
    },
    onOverflow: () => undefined,
  });
  queue.serve(async (scan) => {
    if (scan.kind !== 'code') return;
    times.push(performance.now() - (sent.get(scan.text) ?? 0));
    came.set(scan.text, (came.get(scan.text) ?? 0) + 1);
  });
  posReader({
    id: 'burst',
    name: 'burst',
    layout: 'A',
    port: scanner.port,
    timers: realTimers,
    events: { onScan: (scan) => queue.push(scan), onState: () => undefined },
  });
  return new Promise((resolve) => {
    let count = 0;
    const timer = setInterval(() => {
      if (count === scans) {
        clearInterval(timer);
        const wrong = [...sent.keys()].filter((text) => came.get(text) !== 1);
        resolve({ times, lostOrDoubled: wrong.length });
        return;
      }
      const text = `CF1:${String(count).padStart(150, '0')}`;
      count += 1;
      sent.set(text, performance.now());
      scanner.show(text);
    }, EVERY_MS);
  });
}
