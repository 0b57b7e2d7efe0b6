import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { type Fetch, networkTo } from '../../electron/station/sync/network.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { ownCertificate, ownFiles } from '../../server/tls/certificate.ts';
import { openHall } from '../sync/hall.ts';

/**
 * `npm run test:nginx`: a real nginx with the settings of docs/server/proxy.md before two servers on one PostgreSQL,
 * which are killed one after the other while real stations upload. No station may see an error.
 */

const KILLS = 6;
const STATIONS = [1, 2, 4];
const root = join(import.meta.dirname, '../..');

if (spawnSync('nginx', ['-v']).error) {
  console.log('– 这里没有 nginx，跳过 no nginx here: skipped (apt-get install nginx-light)');
  process.exit(0);
}
const postgres = await postgresAtHand();
if (!postgres) {
  console.log('– 这里没有 PostgreSQL，跳过 no PostgreSQL here: skipped');
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'chunfeng-nginx-'));
const hall = await openHall();
const ending: (() => unknown)[] = [
  () => rm(folder, { recursive: true, force: true }),
  () => postgres.stop(),
  () => hall.close(),
];
let isFailed = false;
try {
  await walk(postgres.url);
} catch (error) {
  isFailed = true;
  console.log(`✗ ${String(error)}`);
  console.log(await readFile(join(folder, 'error.log'), 'utf8').catch(String));
} finally {
  for (const end of ending.toReversed()) await end();
}
process.exit(isFailed ? 1 : 0);

async function walk(database: string): Promise<void> {
  const fairFile = join(folder, 'fair.json');
  const { fair, keys } = hall.sample;
  await writeFile(fairFile, JSON.stringify(signFair(fair, keys.signingKey)));
  const own = await ownCertificate(folder, Date.now());
  if (!own.ok) throw new Error(own.fault.kind);
  const [first, second, door, narrow] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const servers = [first, second].map((port) => serverAt(port, database, fairFile));
  for (const server of servers) await server.start();
  await startNginx({ first, second, door, narrow });

  const tally = { uploads: 0, errors: [] as string[] };
  const url = `https://127.0.0.1:${door}`;
  const fetch = counted(await networkTo({ server: url, pins: () => [own.value.pin] }), tally);
  const stations = await Promise.all(
    STATIONS.map((slot) => hall.station(slot, url, undefined, { fetch })),
  );
  let written = 0;
  let isOver = false;
  const rounds = new Map<unknown, number>();
  /** What a station began while a server was away is over then: it may have been tried there in vain. */
  async function everyStationTwice(): Promise<void> {
    const before = new Map(rounds);
    const hasGoneTwice = (station: unknown) =>
      (rounds.get(station) ?? 0) >= (before.get(station) ?? 0) + 2;
    while (!stations.every(hasGoneTwice)) await pause(50);
  }
  const working = stations.map(async (station) => {
    while (!isOver) {
      hall.checkIn(station, 3);
      written += 3;
      await station.round();
      rounds.set(station, (rounds.get(station) ?? 0) + 1);
    }
  });
  for (let n = 0; n < KILLS; n += 1) {
    const server = servers[n % 2];
    await server?.kill();
    await pause(1_500);
    await server?.start();
    await everyStationTwice();
  }
  isOver = true;
  await Promise.all(working);
  for (const station of stations) await station.round('up-to-date');
  const stored = await storedFacts(database);
  for (const error of tally.errors.slice(0, 5)) console.log(`  ${error}`);
  check(
    tally.errors.length === 0 && stored === written,
    `${KILLS} kills, ${tally.uploads} uploads by TLS and HTTP proxy, ${tally.errors.length} errors; ${stored} of ${written} facts stored`,
  );

  // A pause for news never ends in this hall: only the stream can say that there is some.
  const heard = Promise.withResolvers<void>();
  const listening = await hall.station(3, url, undefined, { fetch, onHeard: heard.resolve });
  await listening.round('up-to-date');
  const [gate] = stations;
  if (!gate) throw new Error('no station');
  await heardSomething(async () => {
    hall.checkIn(gate, 1);
    await gate.round('up-to-date');
  }, heard.promise);
  check(true, '1 station heard of 1 check-in elsewhere by its stream');

  const counts = { uploads: 0, errors: [] as string[] };
  const prefixed = `https://127.0.0.1:${narrow}/gateway/chunfeng`;
  const through = counted(
    await networkTo({ server: prefixed, pins: () => [own.value.pin] }),
    counts,
  );
  const last = await hall.station(5, prefixed, undefined, { fetch: through });
  hall.visits(last, 400);
  await last.round('up-to-date');
  const refused = counts.errors.filter((error) => error === '413').length;
  check(
    refused > 0 && refused === counts.errors.length,
    `${counts.uploads} uploads under a path of their own and a limit of 8 kB, ${refused} of them refused and halved`,
  );
}

/** Many check-ins, since the stream may not be open yet at the first. */
async function heardSomething(act: () => Promise<void>, heard: Promise<void>): Promise<void> {
  let isHeard = false;
  void heard.then(() => (isHeard = true));
  for (let n = 0; n < 100 && !isHeard; n += 1) {
    await act();
    await Promise.race([heard, pause(300)]);
  }
  if (!isHeard) throw new Error('nothing heard by the stream');
}

function check(isWell: boolean, line: string): void {
  if (!isWell) throw new Error(line);
  console.log(`✓ ${line}`);
}

/** What stations sent and what came back, other than an answer. */
function counted(fetch: Fetch, tally: { uploads: number; errors: string[] }): Fetch {
  return async (address, asked) => {
    if (asked.method !== 'POST') return fetch(address, asked);
    tally.uploads += 1;
    try {
      const answer = await fetch(address, asked);
      if (!answer.ok) tally.errors.push(String(answer.status));
      return answer;
    } catch (error) {
      tally.errors.push(String(error instanceof Error ? error.cause : error));
      throw error;
    }
  };
}

function serverAt(port: number, database: string, fairFile: string) {
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const ended = child && once(child, 'exit');
    child?.kill('SIGKILL');
    await ended;
    child = undefined;
  };
  ending.push(kill);
  return {
    kill,
    async start(): Promise<void> {
      child = spawn(
        process.execPath,
        [
          join(root, 'server/main.ts'),
          '--port',
          String(port),
          '--fair',
          fairFile,
          '--proxy',
          '127.0.0.1',
          '--as-root',
        ],
        {
          env: { ...process.env, DATABASE_URL: database },
          // Why it does not start is said there.
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      const own = child;
      for (;;) {
        const ready = await globalThis
          .fetch(`http://127.0.0.1:${port}/ready`)
          .catch(() => undefined);
        if (ready?.ok) return;
        if (own.exitCode !== null) throw new Error(`a server ended with ${own.exitCode}`);
        await pause(100);
      }
    },
  };
}

/** The settings of the page, on ports and files of this run; and a second door, narrow and under a path. */
async function startNginx(ports: {
  readonly first: number;
  readonly second: number;
  readonly door: number;
  readonly narrow: number;
}): Promise<void> {
  const page = await readFile(join(root, 'docs/server/proxy.md'), 'utf8');
  const [, settings] = /```nginx\n([\s\S]*?)```/.exec(page) ?? [];
  if (settings === undefined) throw new Error('the page has no settings');
  const { certificate } = ownFiles(folder);
  const here = settings
    .replace('127.0.0.1:6701', `127.0.0.1:${ports.first}`)
    .replace('127.0.0.1:6702', `127.0.0.1:${ports.second}`)
    .replace('listen 443', `listen 127.0.0.1:${ports.door}`)
    .replaceAll(/\/etc\/letsencrypt\S+(?=;)/g, certificate);
  const narrow = `server {
  listen 127.0.0.1:${ports.narrow} ssl;
  ssl_certificate ${certificate};
  ssl_certificate_key ${certificate};
  client_max_body_size 8k;
  location /gateway/chunfeng/ { proxy_pass http://chunfeng/; proxy_http_version 1.1; proxy_set_header Connection ""; }
}`;
  const file = join(folder, 'nginx.conf');
  // Its workers would be somebody else, who may not enter this run's folder.
  const asRoot = process.getuid?.() === 0 ? 'user root;\n' : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${join(folder, what)};`)
    .join('\n');
  await writeFile(
    file,
    `${asRoot}daemon off;\npid ${join(folder, 'pid')};\nerror_log ${join(folder, 'error.log')};\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${here}\n${narrow}\n}\n`,
  );
  const nginx = spawn('nginx', ['-p', folder, '-c', file], { stdio: 'ignore' });
  ending.push(async () => {
    const ended = once(nginx, 'exit');
    nginx.kill('SIGTERM');
    await ended;
  });
  const { fetch } = await import('undici');
  const trust = new (await import('undici')).Agent({ connect: { rejectUnauthorized: false } });
  for (;;) {
    const url = `https://127.0.0.1:${ports.door}/ready`;
    const ready = await fetch(url, { dispatcher: trust }).catch(() => undefined);
    if (ready?.ok) return;
    if (nginx.exitCode !== null) throw new Error(await readFile(join(folder, 'error.log'), 'utf8'));
    await pause(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function storedFacts(database: string): Promise<number> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ facts: string }>('SELECT count(*) AS facts FROM fact');
  await client.end();
  return Number(rows[0]?.facts);
}
