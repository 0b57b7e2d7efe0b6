import { fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { startServer } from '../../rehearse/processes.ts';
import { dayOffLine, drained } from '../day-off-line.ts';
import { figure, median } from '../figure.ts';
import { pouchdbShelf } from '../pouchdb/shelf.ts';

/** A day offline, then the network returns: time until the server has all facts, counted and on its disk. */
export const drain60k = figure({
  name: 'drain-60k-s',
  unit: 's',
  aim: 10,
  full: { facts: 60_000 },
  tiny: { facts: 200 },
  async measure({ folder }, { facts }) {
    const { seconds } = await dayDrained(folder, facts);
    return {
      value: seconds,
      note: `${facts} facts of one station, signed, verified, tallied and durable at the server`,
    };
  },
});

export const drainVsPouchdb = figure({
  name: 'drain-vs-pouchdb',
  unit: 'ratio',
  aim: 0.2,
  full: { facts: 60_000, turns: 3, install: true },
  // A test must not download: it compares only where a full run has already installed PouchDB.
  tiny: { facts: 200, turns: 1, install: false },
  async measure({ folder }, { facts, turns, install }) {
    const shelf = await pouchdbShelf(install);
    if (!shelf.ok) return { skipped: shelf.fault.why };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const own = join(folder, `turn-${turn}`);
      await mkdir(own);
      const { seconds, text } = await dayDrained(own, facts);
      ours.push(seconds);
      theirs.push(await replicated({ shelf: shelf.value, folder: own, text, facts }));
    }
    return {
      value: median(ours) / median(theirs),
      note: `${facts} facts in ${median(ours).toFixed(1)} s, with signatures and durable, against ${median(theirs).toFixed(1)} s for as many documents of that text by PouchDB to its server on LevelDB; medians of ${turns}`,
    };
  },
});

async function dayDrained(
  folder: string,
  facts: number,
): Promise<{ seconds: number; text: string }> {
  const day = await dayOffLine(folder, facts);
  const { fairFile, store } = day;
  const server = await startServer({ data: join(folder, 'server'), fairFile });
  const seconds = await drained(day, server.port);
  const [fact] = store.ledger.wireAfter(store.ledger.incarnation, 0, 1);
  store.close();
  await server.stop();
  return { seconds, text: fact?.text ?? '' };
}

interface Replication {
  readonly shelf: string;
  readonly folder: string;
  readonly text: string;
  readonly facts: number;
}

async function replicated({ shelf, folder, text, facts }: Replication): Promise<number> {
  const script = (name: string): string => join(import.meta.dirname, '..', 'pouchdb', name);
  const own = join(folder, 'pouchdb');
  await mkdir(own);
  const server = fork(script('serve.mjs'), [shelf, own]);
  try {
    const port = await number(server);
    return await number(fork(script('replicate.mjs'), [shelf, own, `${port}`, text, `${facts}`]));
  } finally {
    server.kill();
  }
}

function number(child: ReturnType<typeof fork>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(z.number().parse(message)));
    child.once('exit', (code) => reject(new Error(`the PouchDB process ended with ${code}`)));
  });
}
