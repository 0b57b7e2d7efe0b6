import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect } from '@playwright/test';
import { z } from 'zod';
import { listenForComplaints } from './complaints.ts';
import { root } from '../report/outcome.ts';
import type { OpenDoor } from './doors.ts';

/**
 * A station that `npx chunfeng start` opens in another system: its words come from a lane, which also gives both
 * the same temporary folder. Its output goes to files, since Node under Wine cannot write to a pipe.
 */

/** How a lane hands over the first words of the command, as JSON. */
export const STATION_COMMAND = 'CHUNFENG_STATION_COMMAND';

export const savedAndClosed = '已保存并关闭';

/** Without a lane, this checkout's own command. */
const words = (): string[] => {
  const given = process.env[STATION_COMMAND];
  if (given !== undefined) return z.array(z.string()).parse(JSON.parse(given));
  return [process.execPath, join(root, 'electron', 'commands', 'chunfeng.mjs')];
};

interface Started {
  readonly url: string;
  /** Ctrl-C in its terminal. Resolves to what it printed, when it has ended. */
  interrupt(): Promise<string>;
  /** The plug is pulled. */
  kill(): Promise<void>;
  errors(): Promise<string[]>;
}

/** Without a slot, a folder that holds no fair opens the first screen. */
export async function startByCommand(folder: string, slot?: number, port = 0): Promise<Started> {
  const logs = await mkdtemp(join(tmpdir(), 'chunfeng-station-'));
  const [out, err] = [join(logs, 'out'), join(logs, 'err')];
  const files = [await open(out, 'w'), await open(err, 'w')];
  const [program = '', ...args] = words();
  const options = { door: 'browser', port, data: folder, ...(slot !== undefined && { slot }) };
  const switches = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(program, [...args, 'start', '--no-open', ...switches], {
    stdio: ['ignore', ...files.map(({ fd }) => fd)],
    // A group of its own, so that a signal reaches all of it, as in a terminal.
    detached: true,
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.all(files.map((file) => file.close()));
  const printed = (): Promise<string> => readFile(out, 'utf8');
  const end = async (signal: NodeJS.Signals): Promise<string> => {
    signalGroup(child, signal);
    await gone;
    const said = await printed();
    await rm(logs, { recursive: true, force: true });
    return said;
  };
  const address = async (): Promise<string> =>
    /(http:\/\/127\.0\.0\.1:\d+\/\S+)/.exec(await printed())?.[1] ?? '';
  const ready = expect.poll(address, { timeout: 900_000 }).not.toBe('');
  await Promise.race([
    ready,
    gone.then(async () => {
      throw new Error(`the station ended: ${await readFile(err, 'utf8')}`);
    }),
  ]);
  return {
    url: await address(),
    interrupt: () => end('SIGINT'),
    kill: async () => {
      await end('SIGKILL');
    },
    errors: async () =>
      (await readFile(err, 'utf8'))
        .split('\n')
        .filter((line) => /^[a-z-]+(\.[a-z]+)?: /.test(line)),
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

export async function commandDoor(
  folder: string,
  slot: number,
  context: BrowserContext,
): Promise<OpenDoor> {
  let started = await startByCommand(folder, slot);
  const page = await context.newPage();
  const complaints = await listenForComplaints(page);
  await page.goto(started.url);
  const troubles: string[] = [];
  const stop = async (): Promise<void> => {
    troubles.push(...(await started.errors()));
    if (!(await started.interrupt()).includes(savedAndClosed)) troubles.push('did not close well');
  };
  return {
    page,
    url: started.url,
    async present(id) {
      await page.evaluate(async (thing) => {
        await fetch('/call/sample.present', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: thing }),
        });
      }, id);
    },
    troubles,
    complaints,
    endDoor: stop,
    async startDoor() {
      started = await startByCommand(folder, slot, Number(new URL(started.url).port));
      return started.url;
    },
    async close() {
      await page.goto('about:blank');
      await stop();
    },
  };
}
