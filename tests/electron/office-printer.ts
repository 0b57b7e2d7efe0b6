import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { onPath } from '../systems/apt.ts';
import type { ElectronProgram } from './program.ts';
import { OFFICE, PRINTERS } from './stand-in/printers.ts';

/** A printer of the system: for a real Electron of a real CUPS on loopback, otherwise the stand-in's folder. */

export interface OfficePrinter {
  /** For the kiosk that is to see it. */
  readonly env: Record<string, string>;
  /** How many jobs it has. */
  jobs(): Promise<number>;
  /** It takes jobs and never answers, until it goes on. */
  hold(): Promise<void>;
  goOn(): Promise<void>;
  pull(): Promise<void>;
  close(): Promise<void>;
}

/** CUPS is Debian's `cups-daemon`, with `cups-client`. */
export function cupsMissing({ isReal }: ElectronProgram): string | undefined {
  if (!isReal || (onPath('cupsd') && onPath('lpadmin'))) return undefined;
  return '没有 CUPS no CUPS (apt install cups-daemon cups-client)';
}

export function officePrinter(program: ElectronProgram, folder: string): Promise<OfficePrinter> {
  return program.isReal ? cupsPrinter(join(folder, 'cups')) : folderPrinter(folder);
}

async function folderPrinter(folder: string): Promise<OfficePrinter> {
  const home = join(folder, 'printers');
  const office = join(home, OFFICE);
  const stuck = join(office, 'stuck');
  await mkdir(office, { recursive: true });
  return {
    env: { [PRINTERS]: home },
    async jobs() {
      const names = await readdir(office).catch(() => []);
      return names.filter((name) => name.endsWith('.pdf')).length;
    },
    hold: () => writeFile(stuck, ''),
    goOn: () => rm(stuck),
    pull: () => rename(office, join(folder, 'pulled')),
    close: async () => undefined,
  };
}

async function cupsPrinter(home: string): Promise<OfficePrinter> {
  const at = `127.0.0.1:${await freePort()}`;
  const spool = join(home, 'spool');
  const files = { ServerRoot: 'root', CacheDir: 'cache', StateDir: 'state', TempDir: 'temp' };
  for (const name of [...Object.values(files), 'spool']) {
    await mkdir(join(home, name), { recursive: true });
    // CUPS works as a user of its own.
    await chmod(join(home, name), 0o777);
  }
  const places = Object.entries(files).map(([name, its]) => `${name} ${join(home, its)}`);
  const logs = ['AccessLog', 'ErrorLog', 'PageLog'].map((name) => `${name} ${join(home, name)}`);
  const filesAt = join(home, 'cups-files.conf');
  const lines = [...places, ...logs, `RequestRoot ${spool}`, 'FileDevice Yes', ''];
  await writeFile(filesAt, lines.join('\n'));
  const settings = join(home, 'cupsd.conf');
  await writeFile(settings, settingsFor(at));
  const daemon = spawn('cupsd', ['-f', '-c', settings, '-s', filesAt], { stdio: 'ignore' });
  const ended = once(daemon, 'exit');
  const admin = (...words: string[]): void =>
    void execFileSync('lpadmin', ['-h', at, ...words], { stdio: 'ignore' });
  // What it is sent stays in its spool; the paper is none.
  const make = (): void => admin('-p', OFFICE, '-E', '-v', 'file:///dev/null', '-m', 'raw');
  await expect(async () => make()).toPass({ intervals: [100] });
  return {
    env: { CUPS_SERVER: at },
    jobs: async () => (await readdir(spool)).filter((name) => name.startsWith('d')).length,
    hold: async () => void daemon.kill('SIGSTOP'),
    goOn: async () => void daemon.kill('SIGCONT'),
    pull: async () => admin('-x', OFFICE),
    async close() {
      daemon.kill('SIGCONT');
      daemon.kill();
      await ended;
    },
  };
}

const settingsFor = (at: string): string => `Listen ${at}
WebInterface No
DefaultAuthType None
<Location />
  Order deny,allow
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
