import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { signFair } from '../../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../../electron/station/sample/sample-station.ts';
import { stationSync } from '../../../electron/station/sync/station-sync.ts';
import { realTimers } from '../../../electron/station/clock/timers.ts';
import { startServer } from '../../rehearse/processes.ts';
import { figure, median, quantile } from '../figure.ts';
import { cards, fill, GATE_ONE, next, openGate, ROOT } from '../gate.ts';

/** The network returns after a day while people still come: the upload must not delay them. */

/** One person at a time, out of step with the batches. */
const BETWEEN_MS = 7;

export const checkinWhileSending = figure({
  name: 'checkin-while-sending-p95-ms',
  unit: 'ms',
  aim: 50,
  full: { waiting: 60_000, quiet: 200 },
  tiny: { waiting: 400, quiet: 3 },
  async measure({ folder }, size) {
    const { fair, keys } = await loadSampleFair(join(ROOT, 'resources', SAMPLE_FAIR));
    const passSeed = keys.passKeys.get(GATE_ONE);
    if (!passSeed) throw new Error('the sample fair has no first gate');
    const gate = await openGate(join(folder, 'gate'), { withoutCryptography: false });
    fill(gate, size.waiting);
    const fairFile = join(folder, 'fair.json');
    await mkdir(join(folder, 'server'));
    await writeFile(fairFile, JSON.stringify(signFair(fair, keys.signingKey)));
    const server = await startServer({ data: join(folder, 'server'), fairFile });
    const people = cards();
    const checkIn = async (): Promise<number> => {
      await pause(BETWEEN_MS);
      const began = performance.now();
      await gate.checkIn(next(people));
      return performance.now() - began;
    };

    const quiet: number[] = [];
    for (let n = 0; n < size.quiet; n += 1) quiet.push(await checkIn());
    const busy: number[] = [];
    let sent = false;
    const sync = stationSync({
      server: `http://127.0.0.1:${server.port}`,
      fetch,
      fair,
      slot: GATE_ONE,
      passSeed,
      store: gate.store,
      timers: realTimers,
      now: Date.now,
      moment: () => ({ day: '', time: '' }),
      chance: Math.random,
      onHeard: () => undefined,
      onTrouble(error) {
        throw error;
      },
      onState({ at }) {
        sent ||= at === 'up-to-date';
      },
    });
    const [first] = gate.store.ledger.incarnations();
    const before = first?.head.seq ?? 0;
    do busy.push(await checkIn());
    while (!sent && busy.length < size.waiting);
    sync.close();
    gate.store.close();
    await server.stop();
    return {
      value: quantile(busy, 0.95),
      note: `${busy.length} check-ins while ${before} facts were sent: median ${median(busy).toFixed(1)} ms, against ${median(quiet).toFixed(1)} ms (95th percentile ${quantile(quiet, 0.95).toFixed(1)}) in quiet`,
    };
  },
});
