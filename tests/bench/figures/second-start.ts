import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { ADDRESS, saidLine } from '../../commands/terminal.ts';
import { type Bench, figure, median, type Measured, type Skipped } from '../figure.ts';
import { ROOT } from '../gate.ts';
import { treeMegabytes } from '../process-tree.ts';

/**
 * `npm start` where it has run before: everything is built, and the fair is there. Compared with another
 * checkout (`--against FOLDER`, with its packages installed), taking turns in one run.
 */

const full = { warmUp: 1, turns: 7, restMs: 3_000 };
const tiny = { warmUp: 0, turns: 1, restMs: 0 };

interface Start {
  readonly seconds: number;
  readonly megabytes: number;
}

interface Both {
  readonly ours: Start[];
  readonly theirs: Start[];
}

const known = new Map<typeof full, Promise<Both>>();

/** Both figures come from the same starts. */
function starts(size: typeof full, folder: string, against: string): Promise<Both> {
  const measured = known.get(size) ?? inTurns(size, folder, against);
  known.set(size, measured);
  return measured;
}

async function inTurns(
  { warmUp, turns, restMs }: typeof full,
  folder: string,
  against: string,
): Promise<Both> {
  const ours: Start[] = [];
  const theirs: Start[] = [];
  for (let turn = 0; turn < warmUp + turns; turn += 1) {
    const sides = [
      async () => void ours.push(await started(ROOT, join(folder, 'ours'), restMs)),
      async () => void theirs.push(await started(against, join(folder, 'theirs'), restMs)),
    ];
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) await side();
  }
  return { ours: ours.slice(warmUp), theirs: theirs.slice(warmUp) };
}

async function started(root: string, data: string, restMs: number): Promise<Start> {
  const began = performance.now();
  const options = ['--door', 'browser', '--no-open', '--port', '0', '--slot', '1', '--data', data];
  // A group of its own, so that a signal reaches all of it, as Ctrl-C does.
  const child = spawn('npm', ['start', '--', ...options], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('npm did not start');
  const ended = once(child, 'close');
  try {
    await pageAt(await saidLine(child, ADDRESS));
    const seconds = (performance.now() - began) / 1000;
    await rest(restMs);
    return { seconds, megabytes: await treeMegabytes(pid) };
  } finally {
    process.kill(-pid, 'SIGINT');
    await ended;
  }
}

/** The page, its program, and the station's first answer. */
async function pageAt(url: string): Promise<void> {
  const entered = await fetch(url, { redirect: 'manual' });
  const headers = { cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const { origin } = new URL(url);
  const page = await (await fetch(`${origin}/`, { headers })).text();
  const script = /src="\.?(\/assets\/[^"]+)"/.exec(page)?.[1];
  const program = await fetch(`${origin}${script}`, { headers });
  const hello = await fetch(`${origin}/call/station.hello`, {
    method: 'POST',
    headers: { ...headers, origin, 'content-type': 'application/json' },
    body: '{}',
  });
  if (!program.ok || !(await hello.text()).startsWith('{"ok":true')) throw new Error('no page');
}

async function compare(
  { folder, against }: Bench,
  size: typeof full,
  what: keyof Start,
  unit: string,
): Promise<Measured | Skipped> {
  if (process.platform !== 'linux') return { skipped: '只在 Linux 上 on Linux only' };
  if (against === undefined) {
    return { skipped: '要写出与哪里比 name another checkout: --against FOLDER' };
  }
  const { ours, theirs } = await starts(size, folder, against);
  const [own, other] = [ours, theirs].map((all) => median(all.map((start) => start[what])));
  if (own === undefined || other === undefined) throw new Error('nothing was started');
  return {
    value: own / other,
    note: `${own.toFixed(2)} against ${other.toFixed(2)} ${unit}; medians of ${size.turns} starts each, in turns`,
  };
}

export const secondStartTime = figure({
  name: 'second-start-time-vs-before',
  unit: 'ratio',
  aim: 0.5,
  full,
  tiny,
  measure: (bench, size) => compare(bench, size, 'seconds', 's from npm start to its page'),
});

export const secondStartMemory = figure({
  name: 'second-start-memory-vs-before',
  unit: 'ratio',
  aim: 0.5,
  full,
  tiny,
  measure: (bench, size) => compare(bench, size, 'megabytes', 'MB (PSS) of all its processes'),
});
