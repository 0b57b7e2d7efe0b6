import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.ts';
import { openStore } from './open-store.ts';
import { BEGIN, type DataFolder, dataFolder, FAIR, personOf } from './testing/data-folder.ts';

let data: DataFolder;
beforeEach(async () => {
  data = await dataFolder();
});
afterEach(() => data.remove());

describe('a data folder', () => {
  it('begins a chain and keeps it over a restart', async () => {
    const store = await data.open();
    data.comeIn(store, 3);
    const { head } = store.ledger;
    data.close(store);
    const again = await data.open();
    expect(again.ledger.head).toEqual(head);
    expect(again.ledger.tally('all', 'attendees')).toBe(3);
    expect(again.people.profile(personOf(0))?.maskedName).toBe('王*');
    expect(again.notices.unread()).toEqual([]);
  });

  it('is open to one at a time', async () => {
    const store = await data.open();
    expect(await openStore(data.options())).toEqual({
      ok: false,
      fault: { kind: 'folder-in-use' },
    });
    data.comeIn(store, 1);
    data.close(store);
    expect((await data.open()).ledger.count()).toBe(1);
  });

  it('of another fair is refused and left as it is', async () => {
    const store = await data.open();
    data.comeIn(store, 1);
    data.close(store);
    const before = await readFile(data.ledgerFile());
    expect(await openStore(data.options({ fair: 'ffffffff' }))).toEqual({
      ok: false,
      fault: { kind: 'other-fair', fair: FAIR },
    });
    expect((await readFile(data.ledgerFile())).equals(before)).toBe(true);
    expect((await data.open()).ledger.count()).toBe(1);
  });

  it('written by a newer Chunfeng stays unchanged and is not set aside', async () => {
    const store = await data.open();
    data.comeIn(store, 1);
    data.close(store);
    const newer = new SqliteDatabase(data.ledgerFile());
    newer.pragma(`user_version = ${migrations.length + 1}`);
    newer.close();
    const before = await readFile(data.ledgerFile());
    expect(await openStore(data.options())).toEqual({
      ok: false,
      fault: { kind: 'newer-schema', found: migrations.length + 1, known: migrations.length },
    });
    expect((await readFile(data.ledgerFile())).equals(before)).toBe(true);
    expect(await readdir(data.folder)).not.toContain('set-aside');
  });

  it('keeps notices for staff until they have read them', async () => {
    const store = await data.open();
    const at = { day: '2027-02-27', time: '09:00' };
    store.notices.put({ kind: 'clock-jumped', at, byMinutes: -90 });
    data.close(store);
    const again = await data.open();
    expect(again.notices.unread()).toEqual([{ kind: 'clock-jumped', at, byMinutes: -90 }]);
    const upTo = again.notices.newest();
    again.notices.put({ kind: 'clock-jumped', at, byMinutes: 45 });
    again.notices.markRead(upTo);
    // It came after staff had looked.
    expect(again.notices.unread()).toEqual([{ kind: 'clock-jumped', at, byMinutes: 45 }]);
    again.notices.markRead(again.notices.newest());
    expect(again.notices.unread()).toEqual([]);
  });

  it('keeps the lane that staff chose', async () => {
    const store = await data.open();
    expect(store.settings.lane()).toBe('self');
    store.settings.setLane('express');
    data.close(store);
    expect((await data.open()).settings.lane()).toBe('express');
  });

  it('takes several writes beside the ledger, all or none', async () => {
    const store = await data.open();
    const at = { day: '2027-02-27', time: '09:00' };
    expect(() =>
      store.together(() => {
        store.settings.setLane('express');
        store.notices.put({ kind: 'clock-jumped', at, byMinutes: 1 });
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(store.settings.lane()).toBe('self');
    expect(store.notices.unread()).toEqual([]);
  });
});

describe('a station whose process is killed', () => {
  it('opens again with every acknowledged fact', async () => {
    const module = (name: string): string =>
      JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href);
    const code = `
      const { openStore } = await import(${module('open-store.ts')});
      const { writeSync } = await import('node:fs');
      const { randomBytes } = await import('node:crypto');
      let now = ${BEGIN};
      const opened = await openStore({
        folder: ${JSON.stringify(data.folder)}, fair: '${FAIR}', slot: 1, utcOffsetMinutes: 480,
        authority: () => ({ verdict: () => 'may' }),
        revision: () => 1, now: () => (now += 1000), randomBytes,
        moment: () => ({ day: '2027-02-27', time: '09:00' }), onClockJump() {},
      });
      for (;;) {
        const [fact] = opened.value.ledger.append([{
          happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } },
          person: randomBytes(16).toString('hex'),
        }]);
        writeSync(1, fact.chained.seq + ' ' + fact.hash + '\\n');
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let wrong = '';
    let inUse: unknown;
    const ended = new Promise<NodeJS.Signals | null>((resolve) => {
      child.on('close', (_, signal) => resolve(signal));
    });
    child.stderr.on('data', (chunk: Buffer) => (wrong += chunk.toString()));
    const enough = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.split('\n').length > 50) resolve();
      });
    });
    await Promise.race([enough, ended]);
    inUse = await openStore(data.options());
    child.kill('SIGKILL');
    expect([await ended, wrong]).toEqual(['SIGKILL', '']);
    expect(inUse).toEqual({ ok: false, fault: { kind: 'folder-in-use' } });

    const acknowledged = said.split('\n').slice(0, -1);
    const { ledger, notices } = await data.open();
    expect(ledger.head.seq).toBeGreaterThanOrEqual(acknowledged.length);
    expect(ledger.verify().ok).toBe(true);
    expect(ledger.tally('all', 'attendees')).toBe(ledger.head.seq);
    expect(notices.unread()).toEqual([]);
    const db = new SqliteDatabase(data.ledgerFile(), { readonly: true });
    const stored = db.prepare(`SELECT seq || ' ' || lower(hex(hash)) FROM fact ORDER BY seq`);
    expect(stored.pluck().all().slice(0, acknowledged.length)).toEqual(acknowledged);
    db.close();
  });
});

it('a notice that the disk refuses is shown, and kept as soon as it can be', async () => {
  const store = await data.open();
  data.comeIn(store, 1);
  const blocker = new SqliteDatabase(data.ledgerFile(), { timeout: 0 });
  blocker.exec('BEGIN IMMEDIATE');
  store.notices.put({ kind: 'entrance-freed', at: { day: '2027-02-27', time: '09:00' } });
  expect(store.notices.unread()).toMatchObject([{ kind: 'entrance-freed' }]);
  blocker.close();
  expect(store.notices.unread()).toMatchObject([{ kind: 'entrance-freed' }]);
  data.close(store);
  expect((await data.open()).notices.unread()).toMatchObject([{ kind: 'entrance-freed' }]);
});
