import { execFile, fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startServer } from '../../rehearse/processes.ts';
import { dayOffLine, drained, TOKEN } from '../day-off-line.ts';
import { type Figure, median } from '../figure.ts';

const FACTS = 60_000;

/** A day off line, and then the network: until the server has it all, counted and on its disk. */
export const drain60k: Figure = {
  name: 'drain-60k-s',
  unit: 's',
  aim: 10,
  async measure(folder) {
    const { seconds } = await dayDrained(folder);
    return {
      value: seconds,
      note: `${FACTS} facts of one station, signed, verified, tallied and durable at the server`,
    };
  },
};

/** Installed for the occasion: it is no part of the house. */
const OFF_THE_SHELF = ['pouchdb-node@9.0.0', 'express-pouchdb@4.2.0', 'express@4.22.1'];
const TURNS = 3;

export const drainVsPouchdb: Figure = {
  name: 'drain-vs-pouchdb',
  unit: 'ratio',
  aim: 0.2,
  async measure(folder) {
    const shelf = join(folder, 'shelf');
    await mkdir(shelf);
    await writeFile(join(shelf, 'package.json'), '{"private":true}');
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', ...OFF_THE_SHELF], {
      cwd: shelf,
      shell: process.platform === 'win32',
    });
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const own = join(folder, `turn-${turn}`);
      await mkdir(own);
      const { seconds, text } = await dayDrained(own);
      ours.push(seconds);
      theirs.push(await replicated(shelf, text, `${turn}`));
    }
    return {
      value: median(ours) / median(theirs),
      note: `${FACTS} facts in ${median(ours).toFixed(1)} s, with signatures and durable, against ${median(theirs).toFixed(1)} s for as many documents of that text by PouchDB to its server on LevelDB; medians of ${TURNS}`,
    };
  },
};

async function dayDrained(folder: string): Promise<{ seconds: number; text: string }> {
  const day = await dayOffLine(folder, FACTS);
  const { fairFile, store } = day;
  const server = await startServer({ data: join(folder, 'server'), fairFile, token: TOKEN });
  const seconds = await drained(day, server.port);
  const [fact] = store.ledger.wireAfter(store.ledger.incarnation, 0, 1);
  store.close();
  await server.stop();
  return { seconds, text: fact?.text ?? '' };
}

async function replicated(shelf: string, text: string, turn: string): Promise<number> {
  const script = (name: string): string => join(import.meta.dirname, '..', 'pouchdb', name);
  const folder = join(shelf, turn);
  await mkdir(folder);
  const server = fork(script('serve.mjs'), [shelf, folder]);
  const port = await number(server);
  const station = fork(script('replicate.mjs'), [shelf, folder, `${port}`, text, `${FACTS}`]);
  const seconds = await number(station);
  server.kill();
  return seconds;
}

function number(child: ReturnType<typeof fork>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(z.number().parse(message)));
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
}
