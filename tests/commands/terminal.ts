import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join('electron', 'commands', 'chunfeng.mjs');

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `npx chunfeng NAME …` in its own process, as a clerk's terminal does. */
export function chunfeng(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, bin), ...name.split(' ').filter(Boolean), ...args],
      { env: { ...process.env, ...env } },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });
}

/** Runs a command, and fails the test unless the command succeeds. */
export async function succeeds(
  name: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<string> {
  const { code, out, err } = await chunfeng(name, args, env);
  if (code !== 0) throw new Error(`${name}: ${err}`);
  return out;
}

/** Runs a command that continues until it is stopped, in this project or in a copy of it. */
export function stays(
  name: string,
  args: readonly string[],
  { env = {}, project = root }: { env?: Readonly<Record<string, string>>; project?: string } = {},
): ChildProcessByStdio<Writable, Readable, null> {
  return spawn(process.execPath, [join(project, bin), ...name.split(' '), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
}

export interface Opened {
  /** Opens the station's page in a browser. */
  readonly url: string;
  /** All that it has printed so far. */
  readonly said: () => string;
}

/** What opens the page in a browser. */
export const ADDRESS = /http:\S+\/enter\/\S+(?=\n)/;

type Prints = ChildProcessByStdio<Writable | null, Readable, null>;

/** Resolves when `start` prints the address of the browser's door. */
export async function opened(start: Prints): Promise<Opened> {
  let text = '';
  start.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const url = await saidLine(start, ADDRESS);
  return { url, said: () => text };
}

/** Resolves with what matches as soon as a command has printed it. */
export function saidLine(child: Prints, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = wanted.exec(text)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('close', () => reject(new Error(`it ended without ${wanted.source}: ${text}`)));
  });
}
