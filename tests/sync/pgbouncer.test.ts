import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { watchHearing } from '../../server/storage/hearing.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openPostgres, PATIENCE } from '../../server/storage/postgres-home.ts';
import { type News, newsOverPostgres } from '../../server/storage/news.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';

/** A real pgbouncer that gives each transaction another connection (apt-get install pgbouncer). */

const has = spawnSync('pgbouncer', ['--version']).error === undefined;
const postgres = has ? await postgresAtHand() : undefined;
afterAll(() => postgres?.stop());
const home = postgres?.folder;
const where = home === undefined ? ' (no pgbouncer, or no PostgreSQL, is at hand here)' : '';

const PORT = 6432;

describe.skipIf(home === undefined)(`behind pgbouncer, by transactions${where}`, () => {
  let folder = '';
  let bouncer: ChildProcess;
  let url = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chunfeng-pgbouncer-'));
    const { uid, gid } = statSync(join(home ?? '', 'data'));
    const settings = join(folder, 'pgbouncer.ini');
    writeFileSync(join(folder, 'users.txt'), '"chunfeng" ""\n');
    writeFileSync(
      settings,
      `[databases]
* = host=${home}
[pgbouncer]
listen_port = ${PORT}
unix_socket_dir = ${folder}
auth_type = trust
auth_file = ${folder}/users.txt
pool_mode = transaction
default_pool_size = 3
`,
    );
    for (const path of [folder, settings, join(folder, 'users.txt')]) chownSync(path, uid, gid);
    const user = process.getuid?.() === 0 ? { uid, gid } : {};
    bouncer = spawn('pgbouncer', [settings], { ...user, stdio: 'ignore' });
    await vi.waitUntil(() => existsSync(join(folder, `.s.PGSQL.${PORT}`)), { timeout: 10_000 });
    url = `postgres:///postgres?${new URLSearchParams({ host: folder, port: String(PORT), user: 'chunfeng' })}`;
  });
  afterAll(async () => {
    bouncer.kill('SIGINT');
    await once(bouncer, 'exit');
    rmSync(folder, { recursive: true });
  });

  async function server(listenUrl: string | undefined): Promise<Storage> {
    const opened = await openPostgres(url, PATIENCE, { listenUrl });
    if (!opened.ok) throw new Error(opened.fault.kind);
    return opened.value;
  }

  it('servers make their tables, take turns at a fair, and hear of each other', async () => {
    const [one, other] = [await server(postgres?.url), await server(postgres?.url)];
    const heard: News[] = [];
    other.onNews((news) => heard.push(news));
    const { fair, keys } = await loadSampleFair(
      join(import.meta.dirname, '../../resources', SAMPLE_FAIR),
    );
    expect((await adoptFair(one, signFair(fair, keys.signingKey))).ok).toBe(true);
    let atOnce = 0;
    let most = 0;
    const turn = (storage: Storage, id: string) =>
      storage.exclusively(id, async (db) => {
        if (id === fair.id) most = Math.max(most, (atOnce += 1));
        await sql`SELECT 1`.execute(db);
        if (id === fair.id) atOnce -= 1;
        await storage.notify(db, { fair: id, from: 1, places: [], everyone: true });
      });
    const turns = Array.from({ length: 12 }, (_, n) => [
      turn(one, fair.id),
      turn(other, fair.id),
      turn(one, `other ${n}`),
    ]);
    await Promise.all(turns.flat());
    expect(most).toBe(1);
    await expect.poll(() => heard.filter((news) => news.fair === fair.id).length).toBe(24);
    // What a transaction may take is its own matter.
    const { rows } = await sql`SELECT current_setting('statement_timeout') AS is`.execute(one.db);
    expect(z.array(z.object({ is: z.string() })).parse(rows)).toEqual([{ is: '0' }]);
    await one.close();
    await other.close();
  });

  it('a server without an address for listening notices that it hears nothing', async () => {
    const storage = await server(postgres?.url);
    const wire = await newsOverPostgres(url, 5_000);
    const deaf = Promise.withResolvers<boolean>();
    const hearing = watchHearing(storage.db, wire, { onState: deaf.resolve, withinMs: 300 });
    expect(wire.isListening()).toBe(true);
    expect(await deaf.promise).toBe(true);
    hearing.close();
    await wire.close();
    await storage.close();
  });
});
