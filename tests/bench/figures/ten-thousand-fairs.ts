import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerProcess } from '../../rehearse/processes.ts';
import { figure, median } from '../figure.ts';
import { type ReadyFair, readyFair, sent } from '../many-fairs.ts';
import { type HomeKind, homes, WHO } from '../server-homes.ts';

/** A server that has seen ten thousand fairs, of which twenty are on today, against one that has only these. */

interface Seen {
  readonly readyMs: number;
  readonly helloMs: number;
  readonly bytes: number;
  /** What an administrator of the whole server chooses from: 500 at most. */
  readonly listMs: number;
  readonly megabytes: number;
}

const STARTS = 3;

const tenThousandFairs = (kind: HomeKind) =>
  figure({
    name: `ten-thousand-fairs-${kind.home}`,
    home: kind.home,
    unit: 'ratio',
    aim: 1.5,
    full: { live: 20, past: 10_000, asked: 30 },
    tiny: { live: 2, past: 10, asked: 2 },
    async measure({ folder }, { live, past, asked }) {
      const fairs: ReadyFair[] = [];
      for (let n = 0; n < live; n += 1) {
        fairs.push(await readyFair({ stations: 6, uploads: 2, factsOfEach: 4 }));
      }
      const few = await seen(kind, { folder: join(folder, 'few'), fairs }, asked);
      const many = await seen(kind, { folder: join(folder, 'many'), fairs, past }, asked);
      if (!few || !many) return { skipped: kind.lacks };
      const ratios = {
        hello: many.helloMs / few.helloMs,
        memory: many.megabytes / few.megabytes,
      };
      const value = Math.max(...Object.values(ratios));
      return {
        value,
        // On SQLite each start reads the whole file once, to see that it is sound.
        note: `ready ${said(many.readyMs, few.readyMs, 'ms')}; a list of fairs ${said(many.listMs, few.listMs, 'ms')}; the worst of hello ${said(many.helloMs, few.helloMs, 'ms')} with ${many.bytes} bytes, memory after ${live} fairs’ uploads ${said(many.megabytes, few.megabytes, 'MB')}: with ${past} past fairs against without`,
        cells: {
          [`列出 ${past} 场 listed: hello`]: `${ratios.hello.toFixed(2)}: ${many.helloMs.toFixed(1)} / ${few.helloMs.toFixed(1)} ms`,
          [`列出 ${past} 场 listed: 选一场 the list`]: `${many.listMs.toFixed(1)} / ${few.listMs.toFixed(1)} ms`,
          [`列出 ${past} 场 listed: 内存 memory`]: `${ratios.memory.toFixed(2)}: ${briefly(many.megabytes, few.megabytes)} MB`,
          [`列出 ${past} 场 listed: 启动 start`]: `${(many.readyMs / few.readyMs).toFixed(2)}: ${briefly(many.readyMs, few.readyMs)} ms`,
        },
      };
    },
  });

const said = (many: number, few: number, unit: string): string =>
  `${many.toFixed(0)} against ${few.toFixed(0)} ${unit}`;

const briefly = (many: number, few: number): string => `${many.toFixed(0)} / ${few.toFixed(0)}`;

async function seen(
  { open }: HomeKind,
  held: Parameters<HomeKind['open']>[0],
  asked: number,
): Promise<Seen | undefined> {
  const home = await open(held);
  if (!home) return undefined;
  const starts: number[] = [];
  let server: ServerProcess | undefined;
  for (let turn = 0; turn < STARTS; turn += 1) {
    await home.stop();
    const began = performance.now();
    server = await home.start();
    starts.push(performance.now() - began);
  }
  if (!server) throw new Error('no server');
  const hellos = await helloes(server.port, asked);
  const listMs = await listed(server.port, asked);
  for (const { id, stations } of held.fairs) {
    for (const { slot, uploads } of stations) {
      for (const upload of uploads) await sent(server.port, id, slot, upload);
    }
  }
  const megabytes = await memoryOf(server.pid);
  await home.end();
  return { readyMs: median(starts), ...hellos, listMs, megabytes };
}

/** As a page asks. */
function call(port: number, name: string, input: object, cookie = ''): Promise<Response> {
  const origin = `http://127.0.0.1:${port}`;
  return fetch(`${origin}/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(input),
  });
}

async function helloes(port: number, asked: number) {
  const took: number[] = [];
  let bytes = 0;
  for (let n = 0; n < asked; n += 1) {
    const began = performance.now();
    bytes = (await (await call(port, 'station.hello', {})).text()).length;
    took.push(performance.now() - began);
  }
  return { helloMs: median(took), bytes };
}

async function listed(port: number, asked: number): Promise<number> {
  const { name: account, password } = WHO;
  const signedIn = await call(port, 'organiser.signIn', { account, password });
  const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
  const took: number[] = [];
  for (let n = 0; n < asked; n += 1) {
    const began = performance.now();
    const answer = await (await call(port, 'accounts.fairs', {}, cookie)).text();
    took.push(performance.now() - began);
    if (!answer.includes('"name"')) throw new Error(answer);
  }
  return median(took);
}

/** Of Linux; elsewhere nothing is said of memory. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'VmRSS: 1024');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

export const tenThousandFairses = homes.map(tenThousandFairs);
