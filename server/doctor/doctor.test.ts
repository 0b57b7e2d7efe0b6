import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { say } from '../../shared/say.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import type { Check, Patient } from './check.ts';
import { checks } from './checks.ts';
import { clockFinding } from './clock.ts';
import { dataFolder } from './data-folder.ts';
import { database, postgresFindings } from './database.ts';
import { roomFinding } from './disk.ts';
import { examine, reportOf } from './examine.ts';
import { port } from './port.ts';
import { upstream } from './upstream.ts';

let folder = '';
const servers: Server[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-doctor-'));
  const opened = await openSqlite(join(folder, 'data'));
  if (opened.ok) await opened.value.close();
  await chmod(join(folder, 'data', 'server.db'), 0o600);
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

const patient = (settings: Partial<Patient['settings']> = {}): Patient => ({
  settings: {
    data: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    fair: [],
    proxy: [],
    log_level: 'info',
    log_days: 180,
    archive_after_days: 7,
    ...settings,
  },
  programFolder: folder,
  now: Date.now,
  account: process.getuid?.(),
  fetch,
});
const states = async (check: Check, settings: Partial<Patient['settings']> = {}) =>
  (await check.run(patient(settings))).map(({ state, words }) => `${state}: ${words.en}`);

async function answering(status: number, body: string, date?: Date): Promise<number> {
  const server = createServer((_request, reply) => {
    reply.writeHead(status, {
      'content-type': 'application/json',
      ...(date && { date: date.toUTCString() }),
    });
    reply.end(body);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the doctor', () => {
  it('finds nothing to mend where all is well', async () => {
    const examined = await examine(checks, patient());
    expect(examined.filter(({ state }) => state === 'mend')).toEqual([]);
    expect(reportOf(examined)).toContain('✓ 数据库 database');
  });

  it('goes on where one of its checks breaks', async () => {
    const broken: Check = {
      name: 'broken',
      about: say('坏', 'broken'),
      run: () => Promise.reject(new Error('it broke')),
    };
    const examined = await examine([broken, port], patient());
    expect(examined.map(({ state }) => state)).toEqual(['look', 'well']);
  });

  it.runIf(process.platform !== 'win32')(
    'wants the data folder for one account alone',
    async () => {
      expect(await states(dataFolder)).toEqual([expect.stringMatching(/^well/)]);
      await chmod(join(folder, 'data'), 0o755);
      expect(await states(dataFolder)).toEqual([
        `mend: Other accounts can read ${join(folder, 'data')}: run chmod 700 ${join(folder, 'data')}`,
      ]);
      await chmod(join(folder, 'data'), 0o700);
      expect(await states(dataFolder, { data: join(folder, 'data', 'server.db') })).toEqual([
        expect.stringContaining('is no folder'),
      ]);
    },
  );

  it('says of a damaged database not to delete it, and leaves it as it is', async () => {
    await chmod(folder, 0o700);
    await writeFile(join(folder, 'server.db'), 'x'.repeat(9_000));
    expect(await states(database, { data: folder })).toEqual([
      expect.stringMatching(/^mend: .*is damaged: do not delete it/),
    ]);
  });

  it('says of a PostgreSQL that is away how to find out', async () => {
    const url = join(folder, 'url');
    await writeFile(url, 'postgresql://fair:word@127.0.0.1:1/fair', { mode: 0o600 });
    expect(await states(database, { database_url_file: url })).toEqual([
      expect.stringMatching(/^mend: PostgreSQL can’t be reached/),
    ]);
  });

  it('knows its own server at the port from another program, and from one that is not ready', async () => {
    const statesFor = async (status: number, body: string) =>
      states(port, { port: await answering(status, body) });
    expect(await statesFor(200, '{"home":"sqlite"}')).toEqual([
      expect.stringMatching(/^well.*is ready/),
    ]);
    expect(await statesFor(503, '{"kind":"storage-away"}')).toEqual([
      expect.stringMatching(/^mend.*not ready/),
    ]);
    expect(await statesFor(200, '<html>')).toEqual([
      expect.stringMatching(/^mend: Another program/),
    ]);
    expect(await states(port, { host: '1.2.3.4' })).toEqual([
      expect.stringMatching(/^mend.*EADDRNOTAVAIL/),
    ]);
  });

  it('compares its clock with that of the server above', async () => {
    const late = await answering(200, '{"ok":true}', new Date(Date.now() - 600_000));
    expect(await states(upstream, { upstream: `http://127.0.0.1:${late}` })).toEqual([
      expect.stringMatching(/^well/),
      expect.stringMatching(/^mend: This clock is \d+ s ahead of that of the server above/),
    ]);
    expect(await states(upstream, { upstream: 'http://127.0.0.1:1' })).toEqual([
      expect.stringMatching(/^look.*the hall goes on/),
    ]);
  });

  it.each([
    [0, 'well'],
    [-4_000, 'well'],
    [60_000, 'look'],
    [-180_000, 'mend'],
  ])('judges a clock that is %i ms ahead: %s', (ahead, state) => {
    expect(clockFinding(ahead, say('甲', 'A')).state).toBe(state);
  });

  it.each([
    [9e9, 'well'],
    [1e9, 'look'],
    [1e8, 'mend'],
  ])('judges a disk with %i bytes free: %s', (free, state) => {
    expect(roomFinding('/data', free).state).toBe(state);
  });

  it('names what is wrong with the rights that PostgreSQL gives', () => {
    const good = {
      version: '15.1',
      now: new Date(),
      user: 'fair',
      readonly: false,
      superuser: false,
      encrypted: true,
      tables: true,
      reads: true,
      writes: true,
    };
    const found = (change: Partial<typeof good>) =>
      postgresFindings({ ...good, ...change }).map(({ state, words }) => `${state}: ${words.en}`);
    expect(found({})).toEqual(['well: PostgreSQL 15.1, as fair, over TLS.']);
    expect(found({ readonly: true })[1]).toMatch(/^mend.*standby/);
    expect(found({ superuser: true })[1]).toMatch(/^look.*superuser/);
    expect(found({ writes: false })[1]).toMatch(/^mend.*GRANT/);
    expect(found({ tables: false })[1]).toMatch(/^look.*no tables yet/);
  });
});
