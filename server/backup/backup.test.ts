import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { SERVER_FILE } from '../storage/server-file.ts';
import { copiesIn, newestBackup } from './copies.ts';
import { makeCopy } from './copying.ts';
import { putBack } from './putting-back.ts';

/** Copies of a server's database, and what a server does with a file that is not its own. */

let data = '';
let to = '';
let storage: Storage | undefined;
beforeEach(async () => {
  data = join(mkdtempSync(join(tmpdir(), 'chunfeng-copies-')), 'server');
  to = join(data, '../copies');
  storage = await opened();
});
afterEach(async () => {
  await storage?.close();
  rmSync(join(data, '..'), { recursive: true });
});

async function opened(): Promise<Storage> {
  const home = await openSqlite(data);
  if (!home.ok) throw new Error(home.fault.kind);
  return home.value;
}

async function stop(): Promise<void> {
  await storage?.close();
  storage = undefined;
}

/** A fact under an acknowledged head, as an upload leaves it. */
async function write(seq: number): Promise<void> {
  const own = { fair_id: 'aaaaaaaa', station: 1, incarnation: '00000001' };
  const head = { acked_seq: seq, acked_hash: `hash ${seq}` };
  await storage?.exclusively(own.fair_id, async (db) => {
    const fact = { ...own, seq, kind: 'visit', hash: `hash ${seq}`, text: 'x'.repeat(2_000) };
    await db.insertInto('fact').values(fact).execute();
    const proven = { proven_seq: 0, proven_hash: '', from_seq: 0, from_hash: '', heard_ms: 0 };
    await db
      .insertInto('branch')
      .values({ ...own, ...head, ...proven })
      .onConflict((c) => c.columns(['fair_id', 'station', 'incarnation']).doUpdateSet(head))
      .execute();
  });
}

const copy = (now = new Date(), keep = 3) => makeCopy(data, { to, keep, now });
const factsHere = async () =>
  (await storage?.db.selectFrom('fact').select('seq').execute())?.length;

/** On Windows, the account's folder says who may read. */
const onUnix = it.skipIf(process.platform === 'win32');

describe('a copy of a running server', () => {
  it('holds what is still in the log, and is one file', async () => {
    for (let seq = 1; seq <= 20; seq += 1) await write(seq);
    expect(statSync(join(data, `${SERVER_FILE}-wal`)).size).toBeGreaterThan(0);
    const made = await copy();
    if (!made.ok) throw new Error(made.fault.kind);
    expect(made.value.facts).toBe(20);
    expect(readdirSync(to)).toEqual([made.value.name]);
    expect(newestBackup(to)).toEqual(made.value.at);
  });

  onUnix('is read by nobody else', async () => {
    const made = await copy();
    if (!made.ok) throw new Error(made.fault.kind);
    expect(statSync(join(to, made.value.name)).mode & 0o777).toBe(0o600);
    expect(statSync(to).mode & 0o777).toBe(0o700);
  });

  it('leaves the newest few', async () => {
    for (let day = 1; day <= 5; day += 1) await copy(new Date(Date.UTC(2027, 1, day)));
    expect(copiesIn(to).map(({ at }) => at.getUTCDate())).toEqual([5, 4, 3]);
  });

  it('is none where the database is damaged, and the copies of before stay', async () => {
    for (let seq = 1; seq <= 40; seq += 1) await write(seq);
    await copy();
    const [before] = copiesIn(to);
    await stop();
    const file = join(data, SERVER_FILE);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 3 * 4096, 5 * 4096);
    writeFileSync(file, bytes);
    expect(await copy(new Date(), 1)).toMatchObject({ fault: { kind: 'damaged' } });
    expect(copiesIn(to)).toEqual([before]);
  });

  it('is none of a time at which a head and its fact do not belong together', async () => {
    await write(1);
    await storage?.db.updateTable('branch').set({ acked_seq: 2 }).execute();
    expect(await copy()).toMatchObject({ fault: { kind: 'damaged' } });
    expect(readdirSync(to)).toEqual([]);
  });
});

describe('a copy that is put back', () => {
  it('sets aside what was there, with its log, and is counted again', async () => {
    await write(1);
    const made = await copy();
    if (!made.ok) throw new Error(made.fault.kind);
    const from = join(to, made.value.name);
    await write(2);
    expect(putBack(data, { from, now: new Date() })).toMatchObject({
      fault: { kind: 'folder-in-use' },
    });
    expect(await factsHere()).toBe(2);
    await stop();
    const done = putBack(data, { from, now: new Date() });
    if (!done.ok) throw new Error(done.fault.kind);
    storage = await opened();
    expect(await factsHere()).toBe(1);
    const aside = new SqliteDatabase(done.value.aside ?? '', { readonly: true });
    expect(aside.prepare('SELECT count(*) FROM fact').pluck().get()).toBe(2);
    aside.close();
  });

  it('is refused where it is damaged, foreign or newer, and nothing changes', async () => {
    await write(1);
    await stop();
    mkdirSync(to);
    const from = join(to, 'offered.db');
    const offered = (text: string) => {
      rmSync(from, { force: true });
      const made = new SqliteDatabase(from);
      made.exec(text);
      made.close();
      return putBack(data, { from, now: new Date() });
    };
    expect(offered('CREATE TABLE ledger (n integer)')).toMatchObject({
      fault: { kind: 'foreign' },
    });
    expect(offered('')).toMatchObject({ fault: { kind: 'foreign' } });
    const tables =
      'CREATE TABLE fair (n); CREATE TABLE fact (n); CREATE TABLE schema_version (version)';
    expect(offered(`${tables}; INSERT INTO schema_version VALUES (9999)`)).toMatchObject({
      fault: { kind: 'newer-schema' },
    });
    writeFileSync(from, Buffer.alloc(8192, 7));
    expect(putBack(data, { from, now: new Date() })).toMatchObject({ fault: { kind: 'damaged' } });
    storage = await opened();
    expect(await factsHere()).toBe(1);
  });
});

describe('a server’s folder', () => {
  it('is used by one server alone, also after one that was killed', async () => {
    expect(await openSqlite(data)).toMatchObject({ fault: { kind: 'folder-in-use' } });
    const second = await openSqlite(data, { beside: true });
    expect(second.ok).toBe(true);
    if (second.ok) await second.value.close();
    await stop();
    const program = join(import.meta.dirname, '../main.ts');
    const other = spawn(
      process.execPath,
      [program, 'serve', '--as-root', '--port', '0', '--data', data],
      {
        env: { ...process.env, DATABASE_URL: undefined },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    await once(other.stdout, 'data');
    expect(await openSqlite(data)).toMatchObject({ fault: { kind: 'folder-in-use' } });
    other.kill('SIGKILL');
    await once(other, 'exit');
    storage = await opened();
  });

  onUnix('and its files are read by nobody else', async () => {
    await write(1);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm']) {
      expect(statSync(join(data, SERVER_FILE + suffix)).mode & 0o777).toBe(0o600);
    }
  });

  it('with a good copy beside the log of another time serves the copy, and says so', async () => {
    for (let seq = 1; seq <= 30; seq += 1) await write(seq);
    const made = await copy();
    if (!made.ok) throw new Error(made.fault.kind);
    for (let seq = 31; seq <= 90; seq += 1) await write(seq);
    await storage?.forget();
    for (let seq = 91; seq <= 120; seq += 1) await write(seq);
    // As a kill leaves them: the log is not folded in.
    const left = join(data, '../left');
    cpSync(data, left, { recursive: true });
    await stop();
    cpSync(join(left, `${SERVER_FILE}-wal`), join(data, `${SERVER_FILE}-wal`));
    cpSync(join(to, made.value.name), join(data, SERVER_FILE));
    storage = await opened();
    expect(storage.repaired).toBeUndefined();
    expect(existsSync(storage.oldLog ?? '')).toBe(true);
    expect(await factsHere()).toBe(30);
  });

  it('with a file of another program is refused, and the file stays as it is', async () => {
    await stop();
    const file = join(data, SERVER_FILE);
    rmSync(file);
    const other = new SqliteDatabase(file);
    other.exec('CREATE TABLE recipe (name text)');
    other.close();
    const before = readFileSync(file);
    expect(await openSqlite(data)).toMatchObject({ fault: { kind: 'foreign', file } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});
