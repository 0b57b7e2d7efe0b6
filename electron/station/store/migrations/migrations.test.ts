import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { openLedger } from '../ledger.ts';
import { openNotices } from '../notices.ts';
import { openPeople } from '../people.ts';
import { openSettings } from '../settings.ts';
import { anything } from '../../../../shared/tally/testing/written-facts.ts';
import { migrate, migrations } from './index.ts';

let folder = '';
let open: Database[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-migrations-'));
});
afterEach(async () => {
  for (const db of open) db.close();
  open = [];
  await rm(folder, { recursive: true });
});

function database(name: string): Database {
  const db = openDatabase(join(folder, name));
  open.push(db);
  return db;
}

function schemaOf(db: Database): unknown[] {
  return db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name').all();
}

const versionOf = (db: Database): unknown => db.pragma('user_version', { simple: true });

/** What a station of each version would have written, by the version that added the table. */
const rows: readonly (readonly string[])[] = [
  [
    `INSERT INTO incarnation VALUES (1, '0000abcd', 0, x'00ff', 1803690000000)`,
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, target) VALUES (1, '0000abcd', 1, 'booth', '{"a":1}', x'01', NULL, NULL, NULL)`,
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, target) VALUES (1, '0000abcd', 2, 'checkin', '{"b":2}', x'02', x'aa', x'bb', NULL)`,
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, target) VALUES (1, '0000abcd', 3, 'retract', '{"c":3}', x'03', NULL, NULL, '1.0000abcd.2')`,
  ],
  [`INSERT INTO tally VALUES ('all', 'attendees', '', 17)`],
  [
    `INSERT INTO profile VALUES (x'aa', '王*', '王', 'mr', '{}', 2)`,
    `INSERT INTO box (pseudonym, holds, sealed) VALUES (x'aa', 'identity', x'0102')`,
    `INSERT INTO registration VALUES (x'cc', x'aa', '{}')`,
  ],
  [
    `INSERT INTO setting VALUES ('lane', 'express')`,
    `INSERT INTO notice VALUES (1, '{"kind":"x"}', 0)`,
  ],
  [
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, pseudonym, salt, blank) VALUES (1, '0000abcd', 4, 'bind', '{"d":4}', x'04', x'aa', x'bb', x'dd')`,
  ],
  [
    `INSERT INTO note VALUES (1, x'aa', 'A01', 1803690000000, '经验合适')`,
    `INSERT INTO audit VALUES (1, '{}', x'ee')`,
  ],
  [
    `INSERT INTO box (pseudonym, holds, sealed, stamp_ms, sent) VALUES (x'ab', 'phone', x'03', 7, 1)`,
  ],
  [`INSERT INTO evidence (station, incarnation, seq, kind) VALUES (4, 'cccc', 1, 'decide')`],
  [`INSERT INTO tombstone VALUES (x'ee')`],
  [
    `INSERT INTO fact (station, incarnation, seq, kind, text, hash, unread) VALUES (1, '0000abcd', 5, 'survey', '{"e":5}', x'05', 2)`,
  ],
  [`INSERT INTO others_box (pseudonym, holds, sealed, stamp_ms) VALUES (x'ac', 'phone', x'04', 8)`],
];

function contentOf(db: Database): Record<string, unknown[]> {
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
    .map(String);
  return Object.fromEntries(
    tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]),
  );
}

describe('a ledger of an earlier version', () => {
  it.each(migrations.map((_, version) => version))(
    'of version %i migrates to the newest with all its data',
    (version) => {
      const fresh = database('fresh.db');
      expect(migrate(fresh)).toBeUndefined();

      const old = database('old.db');
      expect(migrate(old, version)).toBeUndefined();
      expect(versionOf(old)).toBe(version);
      for (const row of rows.slice(0, version).flat()) old.exec(row);
      const held = contentOf(old);

      expect(migrate(old)).toBeUndefined();
      expect(versionOf(old)).toBe(migrations.length);
      expect(schemaOf(old)).toEqual(schemaOf(fresh));
      expect(contentOf(old)).toMatchObject(held);
    },
  );

  it('has rows in this test for every existing version', () => {
    expect(rows).toHaveLength(migrations.length);
  });

  it('stays unchanged if it is already the newest', () => {
    const db = database('station.db');
    migrate(db);
    for (const row of rows.flat()) db.exec(row);
    const held = contentOf(db);
    expect(migrate(db)).toBeUndefined();
    expect(contentOf(db)).toEqual(held);
  });
});

describe('a failing migration step', () => {
  it('leaves the previous version and schema, and can run again', () => {
    const db = database('station.db');
    migrate(db, 2);
    const before = schemaOf(db);
    // Blocks the last table of step 3.
    db.exec('CREATE TABLE registration (stray INTEGER)');
    expect(() => migrate(db)).toThrow(/registration/);
    expect(versionOf(db)).toBe(2);
    db.exec('DROP TABLE registration');
    expect(schemaOf(db)).toEqual(before);
    expect(migrate(db)).toBeUndefined();
    expect(versionOf(db)).toBe(migrations.length);
  });
});

describe('a ledger of a later version', () => {
  it('is reported by its version and left untouched', () => {
    const db = database('station.db');
    db.pragma('user_version = 99');
    expect(migrate(db)).toEqual({ kind: 'newer-schema', found: 99, known: migrations.length });
    expect(schemaOf(db)).toEqual([]);
    expect(versionOf(db)).toBe(99);
  });
});

describe('the newest schema', () => {
  it('has everything that the station queries', () => {
    const db = database('station.db');
    migrate(db);
    openLedger(db, {
      fair: '19c48f04',
      slot: 1,
      utcOffsetMinutes: 480,
      authority: () => anything,
      revision: () => 1,
      now: () => 1_803_690_000_000,
      randomBytes: (length) => new Uint8Array(length),
      onClockJump: () => undefined,
    });
    expect(openPeople(db).profile('aa'.repeat(16))).toBeUndefined();
    expect(openNotices(db).unread()).toEqual([]);
    expect(openSettings(db).lane()).toBe('self');
  });

  it('survives a power cut: WAL with synchronous FULL', () => {
    const db = database('station.db');
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
  });
});
