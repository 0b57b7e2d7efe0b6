import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { keepFair } from '../../../server/fairs/fairs.ts';
import { openSqlite } from '../../../server/storage/sqlite-home.ts';
import { SERVER_FILE } from '../../../server/storage/server-file.ts';
import { type ServerProcess, startServer } from '../../rehearse/processes.ts';
import { figure, median } from '../figure.ts';
import { type ReadyFair, readyFair, sent } from '../many-fairs.ts';

/** A server that has seen ten thousand fairs, of which twenty are on today, against one that has only these. */

interface Seen {
  readonly readyMs: number;
  readonly helloMs: number;
  readonly bytes: number;
  readonly megabytes: number;
}

export const tenThousandFairs = figure({
  name: 'ten-thousand-fairs',
  unit: 'ratio',
  aim: 1.5,
  full: { live: 20, past: 10_000, asked: 30 },
  tiny: { live: 2, past: 10, asked: 2 },
  async measure({ folder }, { live, past, asked }) {
    const fairs: ReadyFair[] = [];
    for (let n = 0; n < live; n += 1) {
      fairs.push(await readyFair({ stations: 6, uploads: 2, factsOfEach: 4 }));
    }
    const few = await seen(join(folder, 'few'), fairs, 0, asked);
    const many = await seen(join(folder, 'many'), fairs, past, asked);
    const ratios = {
      hello: many.helloMs / few.helloMs,
      memory: many.megabytes / few.megabytes,
    };
    return {
      value: Math.max(...Object.values(ratios)),
      // On SQLite each start reads the whole file once, to see that it is sound.
      note: `ready ${said(many.readyMs, few.readyMs, 'ms')}; the worst of hello ${said(many.helloMs, few.helloMs, 'ms')} with ${many.bytes} bytes, memory after ${live} fairs’ uploads ${said(many.megabytes, few.megabytes, 'MB')}: with ${past} past fairs against without`,
    };
  },
});

const said = (many: number, few: number, unit: string): string =>
  `${many.toFixed(0)} against ${few.toFixed(0)} ${unit}`;

async function seen(
  folder: string,
  fairs: readonly ReadyFair[],
  past: number,
  asked: number,
): Promise<Seen> {
  await mkdir(folder);
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  for (const { signed } of fairs) await keepFair(opened.value, signed);
  await opened.value.close();
  addPast(folder, past);
  const fairFile = join(folder, 'fair.json');
  await writeFile(fairFile, JSON.stringify(fairs[0]?.signed));
  const starts: number[] = [];
  let server: ServerProcess | undefined;
  for (let turn = 0; turn < 3; turn += 1) {
    await server?.stop();
    const began = performance.now();
    server = await startServer({ data: folder, fairFile });
    starts.push(performance.now() - began);
  }
  if (!server) throw new Error('no server');
  const hellos = await helloes(server.port, asked);
  for (const { id, stations } of fairs) {
    for (const { slot, uploads } of stations) {
      for (const upload of uploads) await sent(server.port, id, slot, upload);
    }
  }
  const megabytes = await memoryOf(server.pid);
  await server.stop();
  return { readyMs: median(starts), ...hellos, megabytes };
}

/** Years ago, and under ids of their own. */
function addPast(folder: string, past: number): void {
  const database = new SqliteDatabase(join(folder, SERVER_FILE));
  const copy = database.prepare(
    `INSERT INTO fair (fair_id, revision, text, signature, secret, rules, judged_revision, name_zh, name_en, first_day, last_day)
     SELECT ?, revision, text, signature, secret, rules, revision, '往届', '', '2020-02-01', '2020-02-01'
     FROM fair WHERE first_day > '2020-02-01' LIMIT 1`,
  );
  database.transaction(() => {
    for (let n = 0; n < past; n += 1) copy.run(n.toString(16).padStart(8, '0'));
  })();
  database.close();
}

async function helloes(port: number, asked: number) {
  const took: number[] = [];
  let bytes = 0;
  const origin = `http://127.0.0.1:${port}`;
  for (let n = 0; n < asked; n += 1) {
    const began = performance.now();
    const answer = await fetch(`${origin}/call/station.hello`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{}',
    });
    bytes = (await answer.text()).length;
    took.push(performance.now() - began);
  }
  return { helloMs: median(took), bytes };
}

/** Of Linux; elsewhere nothing is said of memory. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'VmRSS: 1024');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
