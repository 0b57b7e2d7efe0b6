import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { deliver } from '../../../electron/station/sync/delivery.ts';
import { startServer } from '../../rehearse/processes.ts';
import { figure, median } from '../figure.ts';
import { readyFair } from '../many-fairs.ts';

/** A station's upload while a stranger sends small bodies that unpack to tens of megabytes, as many as it can. */
export const besideBombs = figure({
  name: 'beside-bombs',
  unit: 'ms',
  aim: 1_000,
  full: { bombs: 30, uploads: 40 },
  tiny: { bombs: 2, uploads: 2 },
  async measure({ folder }, { bombs, uploads }) {
    const fair = await readyFair({ stations: 2, uploads, factsOfEach: 4 });
    const [station, other] = fair.stations;
    if (!station || !other) throw new Error('no station');
    await mkdir(join(folder, 'data'));
    const fairFile = join(folder, 'fair.json');
    await writeFile(fairFile, JSON.stringify(fair.signed));
    const server = await startServer({ data: join(folder, 'data'), fairFile });
    const bomb = gzipSync(`{"facts":[${'{"text":"","hash":"0"},'.repeat(2_000_000)}0]}`);
    let isOver = false;
    const answers: Record<number, number> = {};
    const url = `http://127.0.0.1:${server.port}`;
    const throwing = Array.from({ length: bombs }, async () => {
      while (!isOver) {
        const answer = await fetch(`${url}/v1/fairs/${fair.id}/stations/${other.slot}/facts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body: bomb,
        });
        await answer.text();
        answers[answer.status] = (answers[answer.status] ?? 0) + 1;
      }
    });
    const took: number[] = [];
    for (const upload of station.uploads) {
      const began = performance.now();
      const address = { server: url, fair: fair.id, slot: station.slot };
      const signal = AbortSignal.timeout(60_000);
      const delivered = await deliver(address, upload, { fetch, signal });
      if (delivered.kind !== 'acked') throw new Error(JSON.stringify(delivered));
      took.push(performance.now() - began);
    }
    isOver = true;
    await Promise.allSettled(throwing);
    await server.stop();
    return {
      value: median(took),
      note: `an upload of 4 facts, the longest ${Math.max(...took).toFixed(0)} ms, beside ${bombs} senders of ${(bomb.length / 1024).toFixed(0)} KB that unpack to 46 MB, answered with ${JSON.stringify(answers)}`,
    };
  },
});
