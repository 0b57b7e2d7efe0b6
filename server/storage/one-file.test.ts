import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverSource } from '../organiser/source.ts';
import { historyFair } from '../testing/any-stations.ts';
import type { Storage } from './homes.ts';
import { openSqlite } from './sqlite-home.ts';
import { SERVER_FILE } from './server-file.ts';

/** Who reads SQLite's one file while somebody else works with it. */

const SECRET = 'a-name-that-nobody-may-find';
const fair_id = historyFair.id;

let folder = '';
let storage: Storage;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chunfeng-one-file-'));
  storage = await opened();
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

async function opened(): Promise<Storage> {
  const home = await openSqlite(folder);
  if (!home.ok) throw new Error(home.fault.kind);
  return home.value;
}

const write = (text: string) =>
  storage.db.insertInto('kept_text').values({ fair_id, name: text, text }).execute();
const remove = () => storage.db.deleteFrom('kept_text').execute();
const texts = async (db = storage.db) =>
  (await db.selectFrom('kept_text').select('text').execute()).map(({ text }) => text);

const file = (suffix = '') => join(folder, SERVER_FILE + suffix);
const isAnywhere = () =>
  ['', '-wal'].some((suffix) => {
    const size = statSync(file(suffix), { throwIfNoEntry: false })?.size ?? 0;
    return size > 0 && readFileSync(file(suffix)).includes(SECRET);
  });

describe('what was deleted', () => {
  function backup() {
    const reading = new SqliteDatabase(file(), { readonly: true });
    reading.exec('BEGIN');
    reading.prepare('SELECT count(*) FROM kept_text').get();
    return reading;
  }

  it('leaves the log as soon as a backup that reads it is done', async () => {
    await write(SECRET);
    const reading = backup();
    await remove();
    await storage.forget();
    expect(isAnywhere()).toBe(true);
    reading.close();
    await expect.poll(isAnywhere).toBe(false);
  });

  it('leaves the log at the end of a server that could not wait', async () => {
    await write(SECRET);
    const reading = backup();
    await remove();
    await storage.forget();
    reading.close();
    const other = new SqliteDatabase(file(), { readonly: true });
    other.prepare('SELECT count(*) FROM kept_text').get();
    // With this one still open, a close alone would leave the log as it is.
    await storage.close();
    expect(isAnywhere()).toBe(false);
    other.close();
    storage = await opened();
  });
});

describe('while an upload is counted', () => {
  /** A transaction that stays open until it is let go. */
  async function counting() {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let whole: Promise<void> | undefined;
    await new Promise<void>((begun) => {
      whole = storage.exclusively('bbbbbbbb', async () => {
        begun();
        await ended;
      });
    });
    return { end, whole };
  }

  it('the organiser’s page has its figures', async () => {
    const { end, whole } = await counting();
    const source = serverSource(storage, { name: 'someone', fair: historyFair }, () => 0);
    expect((await source.figures('all')).rows).toEqual([]);
    end();
    await whole;
  });

  it('a fair that floods has one upload at work, and the next turn is another fair’s', async () => {
    const began: string[] = [];
    const ends: (() => void)[] = [];
    const work = (fair: string) => async () => {
      began.push(fair);
      await new Promise<void>((resolve) => ends.push(resolve));
    };
    const all = ['flood', 'flood', 'flood', 'other'].map((fair, n) =>
      storage.uploads.take({ fair, station: String(n) }, work(fair)),
    );
    await expect.poll(() => began).toEqual(['flood', 'other']);
    for (let n = 0; n < 4; n += 1) {
      await expect.poll(() => ends.length).toBeGreaterThan(0);
      ends.shift()?.();
    }
    await Promise.all(all);
  });

  it('figures that belong together are of one moment, and other questions of now', async () => {
    await write('one');
    await storage.db
      .transaction()
      .setAccessMode('read only')
      .execute(async (within) => {
        expect(await texts(within)).toEqual(['one']);
        await write('two');
        expect(await texts(within)).toEqual(['one']);
        expect(await texts()).toEqual(['one', 'two']);
      });
    expect(await texts()).toEqual(['one', 'two']);
  });
});
