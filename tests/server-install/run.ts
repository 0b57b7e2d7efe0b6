import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { aboveFloor, isElf, OLDEST_LINUX, versionsNeeded } from '../packaging/elf.ts';
import { root } from '../report/outcome.ts';
import { openHall, type RunningStation } from '../sync/hall.ts';
import { debian } from '../systems/debian.ts';
import { missing } from '../systems/kept.ts';
import { isFetching, orSkip } from '../systems/lane.ts';
import { copyOf, type Machine, type Service } from './machine.ts';
import { underSystemd } from './under-systemd.ts';

/**
 * `npm run test:server-install`: the .deb in a clean Debian. Packed twice, installed, started under its user in a
 * read-only system, asked, upgraded with its data, removed, purged. Then in one that its own systemd runs.
 */

const LANE = 'server-install';
if (process.getuid?.() !== 0) orSkip(LANE, missing('root'));
const system = orSkip(
  LANE,
  debian(
    { suite: 'bookworm', arch: 'amd64', packages: ['adduser', 'systemd-sysv'], size: '350 MB' },
    isFetching(),
  ),
);

const packedAt = String(Math.floor(Date.now() / 1000));
const totals = { passed: 0, failed: 0 };
const folder = await mkdtemp(join(tmpdir(), 'chunfeng-install-'));
const hall = await openHall();
try {
  const deb = await installed(copyOf(system, join(folder, 'debian')));
  const fair = signFair(hall.sample.fair, hall.sample.keys.signingKey);
  const ran = await underSystemd({ system, folder, deb, fair, holds });
  if (!ran.ok) console.log(`– systemd: 这里没有 not here; 需要 it needs ${ran.fault.needs}`);
} finally {
  await hall.close();
  await rm(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function holds(what: string, isTrue: boolean, seen: unknown = ''): void {
  totals[isTrue ? 'passed' : 'failed'] += 1;
  console.log(`${isTrue ? '✓' : '✗'} ${what}${isTrue ? '' : `: ${String(seen)}`}`);
}

function pack(version: string, out: string): string {
  const args = ['server/packaging/pack.ts', '--cpu', 'x64', '--deb', '--as', version, '--out', out];
  // A commit meanwhile would change the time that the package bears.
  const env = { ...process.env, SOURCE_DATE_EPOCH: packedAt };
  execFileSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(out, `chunfeng-server_${version}_amd64.deb`);
}

/** Returns the package. */
async function installed(machine: Machine): Promise<Buffer> {
  const [older, newer] = [
    pack('0.0.9', join(folder, 'older')),
    pack('0.1.0', join(folder, 'newer')),
  ];
  const again = pack('0.1.0', join(folder, 'again'));
  holds(
    'packing twice gives the same bytes',
    (await readFile(newer)).equals(await readFile(again)),
  );
  const inMachine = (path: string): string => join(machine.root, path);
  const port = await freePort();

  await dpkg(machine, '-i', older);
  holds('installs', existsSync(inMachine('usr/lib/chunfeng-server/bin/node')));
  holds('its data folder is its own alone', ownAlone(machine, '/var/lib/chunfeng', '700'));
  await runsOnTheOldest(inMachine('usr/lib/chunfeng-server'));

  // What the administrator does.
  const settings = inMachine('etc/chunfeng/server.toml');
  const before = await readFile(settings, 'utf8');
  const edited = before
    .replace('port = 5190', `port = ${port}`)
    .replace('# fair = ["fairs/fair.json"]', 'fair = ["fairs/fair.json"]');
  await writeFile(settings, edited);
  await mkdir(inMachine('etc/chunfeng/fairs'));
  const fair = signFair(hall.sample.fair, hall.sample.keys.signingKey);
  await writeFile(inMachine('etc/chunfeng/fairs/fair.json'), JSON.stringify(fair));

  holds(
    'nothing else can be written',
    machine.sealed('touch', '/usr/lib/chunfeng-server/x').code !== 0,
  );
  const first = await started(machine);
  const station = await hall.station(4, first.address ?? '');
  await uploads(station, 20);
  holds('its database is its own alone', ownAlone(machine, '/var/lib/chunfeng/server.db', '600'));
  const stopped = await first.stop();
  holds('ends cleanly with its service', stopped.code === 0, stopped.said);
  holds('kept what the station sent', factsIn(machine) === 20, factsIn(machine));

  await dpkg(machine, '-i', newer);
  holds('an upgrade keeps the settings', (await readFile(settings, 'utf8')) === edited);
  holds('an upgrade keeps the data', factsIn(machine) === 20, factsIn(machine));
  const second = await started(machine);
  await uploads(station, 5);
  await second.stop();
  holds('the newer version goes on', factsIn(machine) === 25, factsIn(machine));

  await dpkg(machine, '-r', 'chunfeng-server');
  holds('a removal takes the program', !existsSync(inMachine('usr/lib/chunfeng-server')));
  holds('a removal keeps data and settings', factsIn(machine) === 25 && existsSync(settings));
  const purged = await dpkg(machine, '-P', 'chunfeng-server');
  holds('a purge takes the settings', !existsSync(inMachine('etc/chunfeng')));
  holds('a purge keeps the data', factsIn(machine) === 25);
  holds('a purge says where the data is', purged.includes('/var/lib/chunfeng'), purged);
  return readFile(newer);
}

async function dpkg(machine: Machine, ...args: readonly string[]): Promise<string> {
  const [how = '', what = ''] = args;
  const isFile = what.endsWith('.deb');
  const there = isFile ? '/var/cache/apt/server.deb' : what;
  if (isFile) await writeFile(join(machine.root, there), await readFile(what));
  const { code, said } = machine.run('dpkg', how, there);
  holds(`dpkg ${how} ${what.split('/').at(-1)}`, code === 0, said);
  return said;
}

async function started(machine: Machine): Promise<Service> {
  const service = await machine.start();
  const { address } = service;
  if (address === undefined) {
    holds('starts in a read-only system', false, (await service.stop()).said);
    return service;
  }
  holds('starts in a read-only system', true);
  for (const [path, answer] of [
    ['/health', '{"ok":true}'],
    ['/ready', '"sqlite"'],
    ['/', '<script type="module"'],
    ['/third-party.txt', 'react-dom'],
  ] as const) {
    const reply = await fetch(new URL(path, address));
    const text = await reply.text();
    holds(`answers ${path}`, reply.status === 200 && text.includes(answer), text.slice(0, 200));
  }
  return service;
}

async function uploads(station: RunningStation, people: number): Promise<void> {
  hall.checkIn(station, people);
  const rested = await station.round();
  holds(`takes ${people} check-ins of the sample fair`, rested === 'up-to-date', rested);
}

function ownAlone(machine: Machine, path: string, mode: string): boolean {
  return machine.run('stat', '-c', '%U %a', path).said === `chunfeng ${mode}\n`;
}

function factsIn(machine: Machine): unknown {
  const file = join(machine.root, 'var/lib/chunfeng/server.db');
  const database = new SqliteDatabase(file, { readonly: true });
  const count = database.prepare('SELECT count(*) FROM fact').pluck().get();
  database.close();
  return count;
}

async function runsOnTheOldest(program: string): Promise<void> {
  const tooNew: string[] = [];
  let files = 0;
  for await (const file of glob('**', { cwd: program })) {
    const path = join(program, file);
    if (!statSync(path).isFile()) continue;
    const content = await readFile(path);
    if (!isElf(content)) continue;
    files += 1;
    tooNew.push(
      ...aboveFloor(OLDEST_LINUX, versionsNeeded(content)).map((name) => `${file} ${name}`),
    );
  }
  holds('asks for nothing that the oldest Linux lacks', files === 2 && tooNew.length === 0, tooNew);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
