import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dayAndHour, wallClock } from '../../../shared/calendar.ts';
import { genesis } from '../../../shared/chain.ts';
import type { Happening } from '../../../shared/facts.ts';
import { anything } from '../../../shared/tally/testing/written-facts.ts';
import { backupRhythm } from './backup-rhythm.ts';
import { BACKUPS, listBackups } from './backup.ts';
import { LEDGER_FILE, putBack, setAside as moveAside } from './damage.ts';
import { LedgerGone } from './database.ts';
import { saving } from './saving.ts';
import { migrations } from './migrations/index.ts';
import { openStore } from './open-store.ts';
import type { Store, StoreOptions } from './store.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';

const FAIR = '19c48f04';
const BEGIN = 1_803_690_000_000;

let folder = '';
let nowMs = BEGIN;
let drawn = 0;
let stores: Store[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-store-'));
  nowMs = BEGIN;
  drawn = 0;
});
afterEach(async () => {
  for (const store of stores) store.close();
  stores = [];
  await rm(folder, { recursive: true });
});

const options = (overrides: Partial<StoreOptions> = {}): StoreOptions => ({
  folder,
  fair: FAIR,
  slot: 1,
  secret: new Uint8Array(32),
  utcOffsetMinutes: 480,
  authority: () => anything,
  revision: () => 1,
  now: () => nowMs,
  randomBytes: (length) => {
    drawn += 1;
    return createHash('sha256').update(String(drawn)).digest().subarray(0, length);
  },
  moment: (ms) => ({ day: dayAndHour(ms, 480).day, time: wallClock(ms, 480) }),
  onClockJump: () => undefined,
  ...overrides,
});

async function open(overrides?: Partial<StoreOptions>): Promise<Store> {
  const opened = await openStore(options(overrides));
  if (!opened.ok) throw new Error(opened.fault.kind);
  stores.push(opened.value);
  return opened.value;
}

function close(store: Store): void {
  store.close();
  stores = stores.filter((other) => other !== store);
}

const checkin = {
  kind: 'checkin',
  what: { means: 'card', lane: 'self' },
} as const satisfies Happening;

function personOf(i: number): string {
  return createHash('sha256').update(`person ${i}`).digest('hex').slice(0, 32);
}

/** Checks in that many people, each with the rows beside a check-in. */
function comeIn(store: Store, times: number): void {
  for (let i = 0; i < times; i += 1) {
    nowMs += 10_000;
    const person = personOf(store.ledger.head.seq);
    store.ledger.append([{ happening: checkin, person }], () => {
      store.people.putBox(person, 'identity', Buffer.alloc(200, i), 0);
      store.people.putProfile(person, {
        maskedName: '王*',
        surname: { text: '王', title: 'mr' },
        about: {},
        reissue: 0,
      });
    });
  }
}

async function backUp(store: Store): Promise<string> {
  nowMs += 1000;
  const made = await store.backup();
  if (!made.ok) throw new Error(made.fault.kind);
  return made.value.file;
}

const ledgerFile = (): string => join(folder, LEDGER_FILE);

/** Overwrites a page of the closed file: the root of that table or index. */
async function damagePageOf(name: string, file = ledgerFile()): Promise<Buffer> {
  const db = new SqliteDatabase(file, { readonly: true });
  const page = Number(
    db.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(name),
  );
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = await readFile(file);
  bytes.fill(0xa5, (page - 1) * size, page * size);
  await writeFile(file, bytes);
  return bytes;
}

async function asideFile(): Promise<Buffer> {
  const [name, ...more] = await readdir(join(folder, 'set-aside'));
  expect(more).toEqual([]);
  return readFile(join(folder, 'set-aside', name ?? '', LEDGER_FILE));
}

describe('a data folder', () => {
  it('begins a chain and keeps it over a restart', async () => {
    const store = await open();
    comeIn(store, 3);
    const { head } = store.ledger;
    close(store);
    const again = await open();
    expect(again.ledger.head).toEqual(head);
    expect(again.ledger.tally('all', 'attendees')).toBe(3);
    expect(again.people.profile(personOf(0))?.maskedName).toBe('王*');
    expect(again.notices.unread()).toEqual([]);
  });

  it('is open to one at a time', async () => {
    const store = await open();
    expect(await openStore(options())).toEqual({ ok: false, fault: { kind: 'folder-in-use' } });
    comeIn(store, 1);
    close(store);
    expect((await open()).ledger.count()).toBe(1);
  });

  it('of another fair is refused and left as it is', async () => {
    const store = await open();
    comeIn(store, 1);
    close(store);
    const before = await readFile(ledgerFile());
    expect(await openStore(options({ fair: 'ffffffff' }))).toEqual({
      ok: false,
      fault: { kind: 'other-fair', fair: FAIR },
    });
    expect((await readFile(ledgerFile())).equals(before)).toBe(true);
    expect((await open()).ledger.count()).toBe(1);
  });

  it('written by a newer Chunfeng stays unchanged and is not set aside', async () => {
    const store = await open();
    comeIn(store, 1);
    close(store);
    const newer = new SqliteDatabase(ledgerFile());
    newer.pragma(`user_version = ${migrations.length + 1}`);
    newer.close();
    const before = await readFile(ledgerFile());
    expect(await openStore(options())).toEqual({
      ok: false,
      fault: { kind: 'newer-schema', found: migrations.length + 1, known: migrations.length },
    });
    expect((await readFile(ledgerFile())).equals(before)).toBe(true);
    expect(await readdir(folder)).not.toContain('set-aside');
  });

  it('keeps notices for staff until they have read them', async () => {
    const store = await open();
    const at = { day: '2027-02-27', time: '09:00' };
    store.notices.put({ kind: 'clock-jumped', at, byMinutes: -90 });
    close(store);
    const again = await open();
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
    const store = await open();
    expect(store.settings.lane()).toBe('self');
    store.settings.setLane('express');
    close(store);
    expect((await open()).settings.lane()).toBe('express');
  });

  it('takes several writes beside the ledger, all or none', async () => {
    const store = await open();
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
        folder: ${JSON.stringify(folder)}, fair: '${FAIR}', slot: 1, utcOffsetMinutes: 480,
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
    inUse = await openStore(options());
    child.kill('SIGKILL');
    expect([await ended, wrong]).toEqual(['SIGKILL', '']);
    expect(inUse).toEqual({ ok: false, fault: { kind: 'folder-in-use' } });

    const acknowledged = said.split('\n').slice(0, -1);
    const { ledger, notices } = await open();
    expect(ledger.head.seq).toBeGreaterThanOrEqual(acknowledged.length);
    expect(ledger.verify().ok).toBe(true);
    expect(ledger.tally('all', 'attendees')).toBe(ledger.head.seq);
    expect(notices.unread()).toEqual([]);
    const db = new SqliteDatabase(ledgerFile(), { readonly: true });
    const stored = db.prepare(`SELECT seq || ' ' || lower(hex(hash)) FROM fact ORDER BY seq`);
    expect(stored.pluck().all().slice(0, acknowledged.length)).toEqual(acknowledged);
    db.close();
  });
});

describe('a damaged ledger', () => {
  it('gives way to its backup, and later facts are regained', async () => {
    const store = await open();
    comeIn(store, 150);
    await backUp(store);
    const backedUpAt = nowMs;
    comeIn(store, 20);
    const { head, incarnation } = store.ledger;
    close(store);
    const damaged = await damagePageOf('fact_of_person');
    nowMs += 60_000;

    const again = await open();
    expect((await asideFile()).equals(damaged)).toBe(true);
    expect(again.ledger.head).toEqual(head);
    expect(again.ledger.tally('all', 'attendees')).toBe(170);
    expect(again.people.profile(personOf(169))?.maskedName).toBe('王*');
    expect(again.people.hasBox(personOf(169), 'identity')).toBe(true);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    const notice = again.notices.unread();
    expect(notice).toMatchObject([
      {
        kind: 'ledger-restored',
        facts: 150,
        regained: 20,
        at: { day: '2027-02-27', time: wallClock(nowMs, 480) },
        from: { day: '2027-02-27', time: wallClock(backedUpAt, 480) },
      },
    ]);

    comeIn(again, 1);
    expect(again.ledger.head.seq).toBe(171);
    close(again);
    const third = await open();
    expect(third.ledger.verify().ok).toBe(true);
    expect(third.ledger.count()).toBe(171);
    expect(third.notices.unread()).toEqual(notice);
  });

  it('gives back what it wrote since its last restore', async () => {
    const store = await open();
    comeIn(store, 150);
    await backUp(store);
    comeIn(store, 20);
    close(store);
    await damagePageOf('fact_of_person');
    nowMs += 60_000;

    // A second incarnation that the only backup does not know, and new damage.
    const second = await open();
    comeIn(second, 7);
    const { head } = second.ledger;
    second.people.putBox(personOf(3), 'phone', Buffer.alloc(60, 3), 0);
    close(second);
    await damagePageOf('fact_of_person');
    nowMs += 60_000;

    const third = await open();
    expect(third.ledger.head).toEqual(head);
    expect(third.ledger.verify().ok).toBe(true);
    expect(third.ledger.tally('all', 'attendees')).toBe(177);
    expect(third.people.hasBox(personOf(3), 'phone')).toBe(true);
  });

  it('of a station that was cut off is kept byte for byte', async () => {
    const store = await open();
    comeIn(store, 150);
    await backUp(store);
    comeIn(store, 20);
    const cut = join(folder, 'cut');
    await mkdir(join(cut, BACKUPS), { recursive: true });
    for (const { file } of await listBackups(folder)) {
      await copyFile(join(folder, BACKUPS, file), join(cut, BACKUPS, file));
    }
    const main = Buffer.alloc((await readFile(ledgerFile())).length, 0x5a);
    (await readFile(ledgerFile())).copy(main, 0, 0, 8192);
    const log = await readFile(`${ledgerFile()}-wal`);
    await writeFile(join(cut, LEDGER_FILE), main);
    // Cut the log off too, so that it does not hide the damage.
    await writeFile(join(cut, `${LEDGER_FILE}-wal`), log.subarray(0, 20_000));

    const again = await open({ folder: cut });
    const [name = ''] = await readdir(join(cut, 'set-aside'));
    const aside = (file: string): Promise<Buffer> => readFile(join(cut, 'set-aside', name, file));
    expect((await aside(LEDGER_FILE)).equals(main)).toBe(true);
    expect((await aside(`${LEDGER_FILE}-wal`)).equals(log.subarray(0, 20_000))).toBe(true);
    expect(again.ledger.count()).toBeGreaterThanOrEqual(150);
    expect(again.ledger.verify().ok).toBe(true);
  });

  it('without readable content falls back to its backup, in a new incarnation (F12)', async () => {
    const store = await open();
    comeIn(store, 150);
    await backUp(store);
    const { head, incarnation } = store.ledger;
    comeIn(store, 20);
    close(store);
    const damaged = Buffer.alloc((await readFile(ledgerFile())).length, 0xa5);
    await writeFile(ledgerFile(), damaged);

    const again = await open();
    expect((await asideFile()).equals(damaged)).toBe(true);
    expect(again.ledger.head).toEqual(head);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 150, regained: 0, missing: 20 },
    ]);
    comeIn(again, 1);
    expect(again.ledger.verify()).toEqual({ ok: true, value: again.ledger.head });
    expect(again.ledger.head.seq).toBe(151);
  });

  it('loses nothing of its backup and invents nothing', async () => {
    const store = await open();
    comeIn(store, 200);
    await backUp(store);
    comeIn(store, 200);
    close(store);
    const bytes = await readFile(ledgerFile());
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0x5a, middle - 20_000, middle + 20_000);
    await writeFile(ledgerFile(), bytes);

    const again = await open();
    expect((await asideFile()).equals(bytes)).toBe(true);
    const { seq } = again.ledger.head;
    expect(seq).toBeGreaterThanOrEqual(200);
    expect(seq).toBeLessThanOrEqual(400);
    expect(again.ledger.count()).toBe(seq);
    expect(again.ledger.tally('all', 'attendees')).toBe(seq);
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 200, regained: seq - 200 },
    ]);
  });

  it('with one altered fact in a sound file is found at the start (F9)', async () => {
    const store = await open();
    comeIn(store, 10);
    await backUp(store);
    comeIn(store, 10);
    close(store);
    const db = new SqliteDatabase(ledgerFile());
    db.exec(`UPDATE fact SET text = replace(text, '"self"', '"express"') WHERE seq = 16`);
    db.close();

    const again = await open();
    // All but the altered one; those after it can't continue the chain.
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 10, regained: 9, missing: 1 },
    ]);
    expect(again.ledger.head.seq).toBe(15);
    expect(again.ledger.count()).toBe(19);
    comeIn(again, 1);
    expect(again.ledger.verify().ok).toBe(true);
  });

  it('with a damaged backup falls back to the backup before', async () => {
    const store = await open();
    comeIn(store, 60);
    await backUp(store);
    comeIn(store, 60);
    const newest = await backUp(store);
    comeIn(store, 10);
    close(store);
    await damagePageOf('fact', join(folder, BACKUPS, newest));
    const kept = await readFile(join(folder, BACKUPS, newest));
    await damagePageOf('fact_of_person');

    const again = await open();
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 60, regained: 70 },
    ]);
    expect(again.ledger.count()).toBe(130);
    expect((await readFile(join(folder, BACKUPS, newest))).equals(kept)).toBe(true);
  });

  it('with a backup that is no database falls back to the backup before', async () => {
    const store = await open();
    comeIn(store, 5);
    await backUp(store);
    const newest = await backUp(store);
    close(store);
    await writeFile(join(folder, BACKUPS, newest), 'no database');
    await writeFile(ledgerFile(), 'nor is this, whatever it is that once stood here');
    expect((await open()).ledger.count()).toBe(5);
  });

  it('without any backup is set aside, and the new one says so', async () => {
    const store = await open();
    comeIn(store, 5);
    const { incarnation } = store.ledger;
    close(store);
    await writeFile(ledgerFile(), Buffer.alloc(9000, 'x'));

    const again = await open();
    expect((await asideFile()).equals(Buffer.alloc(9000, 'x'))).toBe(true);
    expect(again.ledger.head).toEqual({ seq: 0, hash: genesis(FAIR, 1) });
    expect(again.ledger.incarnation).not.toBe(incarnation);
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-new' }]);
    comeIn(again, 1);
    expect(again.ledger.verify().ok).toBe(true);
  });

  it.each([
    ['gone', () => rm(ledgerFile())],
    ['empty', () => writeFile(ledgerFile(), '')],
  ])('that is %s while backups exist is restored from them', async (_, lose) => {
    const store = await open();
    comeIn(store, 5);
    await backUp(store);
    const { incarnation } = store.ledger;
    close(store);
    await lose();

    const again = await open();
    expect(again.ledger.count()).toBe(5);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 5, regained: 0 },
    ]);
  });

  it('twice on one day keeps both damaged files', async () => {
    for (const times of [1, 2]) {
      const store = await open();
      comeIn(store, 3);
      await backUp(store);
      close(store);
      await writeFile(ledgerFile(), 'x'.repeat(5000 * times));
      nowMs += 60_000;
    }
    const last = await open();
    expect(await readdir(join(folder, 'set-aside'))).toHaveLength(2);
    expect(last.ledger.count()).toBe(6);
    expect(last.notices.unread()).toHaveLength(2);
  });
});

describe('a backup', () => {
  it('made while people come in is complete, and restores', async () => {
    const store = await open();
    comeIn(store, 400);
    let done = false;
    const making = store.backup().finally(() => {
      done = true;
    });
    while (!done) {
      comeIn(store, 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const made = await making;
    if (!made.ok) throw new Error(made.fault.kind);
    const { facts, file } = made.value;
    expect(facts).toBeGreaterThanOrEqual(400);
    expect(facts).toBeLessThanOrEqual(store.ledger.count());
    expect(store.ledger.verify().ok).toBe(true);

    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    await copyFile(join(folder, BACKUPS, file), join(elsewhere, LEDGER_FILE));
    const restored = await open({ folder: elsewhere });
    expect(restored.ledger.verify()).toMatchObject({ ok: true, value: { seq: facts } });
    expect(restored.ledger.tally('all', 'attendees')).toBe(facts);
    expect(await readdir(join(folder, BACKUPS))).toEqual([file]);
  });

  it('requested twice at once is made once', async () => {
    const store = await open();
    comeIn(store, 3);
    const [one, other] = await Promise.all([store.backup(), store.backup()]);
    expect(one).toBe(other);
    expect(await readdir(join(folder, BACKUPS))).toHaveLength(1);
  });

  it('is one of the newest twelve that are kept', async () => {
    const store = await open();
    const files: string[] = [];
    for (let i = 0; i < 14; i += 1) {
      comeIn(store, 1);
      files.push(await backUp(store));
    }
    expect((await listBackups(folder)).map(({ file }) => file)).toEqual(
      files.slice(-12).toReversed(),
    );
    expect(await store.newestBackup()).toMatchObject({ file: files[13], atMs: nowMs, facts: 14 });
  });

  it('made after the clock was set back is still the newest', async () => {
    const store = await open();
    for (let i = 0; i < 12; i += 1) {
      comeIn(store, 1);
      await backUp(store);
    }
    nowMs -= 86_400_000;
    comeIn(store, 1);
    const file = await backUp(store);
    expect(await store.newestBackup()).toMatchObject({ file, facts: store.ledger.count() });
    expect(await listBackups(folder)).toHaveLength(12);
  });

  it('is made with the first facts of a ledger that has none', async () => {
    const store = await open();
    const timers = steppedTimers();
    const rhythm = backupRhythm(store, timers, () => undefined);
    comeIn(store, 2);
    rhythm.written();
    await timers.pass(1_000);
    // The copy runs outside of stepped time.
    await vi.waitFor(async () => expect((await store.newestBackup())?.facts).toBe(2));
    comeIn(store, 1);
    rhythm.written();
    await timers.pass(60_000);
    expect(await listBackups(folder)).toHaveLength(1);
    await rhythm.close();
  });

  it('is made every ten minutes while facts arrive, and at the end', async () => {
    const store = await open();
    const timers = steppedTimers();
    const failures: Error[] = [];
    const rhythm = backupRhythm(store, timers, (error) => failures.push(error));
    comeIn(store, 2);
    await timers.pass(9 * 60_000);
    expect(await listBackups(folder)).toEqual([]);
    await timers.pass(60_000);
    // The copy runs outside of stepped time; a second request returns the same one.
    await store.backup();
    comeIn(store, 1);
    nowMs += 1000;
    await rhythm.close();
    expect((await store.newestBackup())?.facts).toBe(3);
    expect(failures).toEqual([]);
  });
});

// Windows removes and replaces no file that a program holds open.
describe.skipIf(process.platform === 'win32')('files that vanish under a running station', () => {
  it('the ledger: nothing more is called saved, and all that was is in a backup', async () => {
    const gone: string[] = [];
    const store = await open({ onGone: (what) => gone.push(what) });
    comeIn(store, 3);
    await rm(ledgerFile());
    expect(
      saving(
        () => undefined,
        () => comeIn(store, 1),
      ),
    ).toMatchObject({
      fault: { kind: 'not-saved' },
    });
    expect(gone).toEqual(['file']);
    await store.backup();
    close(store);
    const again = await open();
    expect(again.ledger.count()).toBe(3);
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-restored', missing: 0 }]);
  });

  it('the ledger, for another file of that name: nothing is written to it', async () => {
    const store = await open();
    comeIn(store, 1);
    await copyFile(ledgerFile(), join(folder, 'copy'));
    await rename(join(folder, 'copy'), ledgerFile());
    expect(() => comeIn(store, 1)).toThrow(LedgerGone);
    await store.backup();
  });

  it('the log: it is made again, and what is saved after that lasts', async () => {
    const gone: string[] = [];
    const store = await open({ onGone: (what) => gone.push(what) });
    comeIn(store, 3);
    await rm(`${ledgerFile()}-wal`);
    comeIn(store, 2);
    expect(gone).toEqual(['log']);
    // What a power cut would leave.
    const cut = join(folder, 'cut');
    await mkdir(cut);
    for (const file of [LEDGER_FILE, `${LEDGER_FILE}-wal`]) {
      await copyFile(join(folder, file), join(cut, file));
    }
    expect((await open({ folder: cut })).ledger.count()).toBe(5);
  });
});

describe('a ledger that is older than it was', () => {
  it('without its log says how much is missing, and never repeats a number', async () => {
    const store = await open();
    comeIn(store, 4);
    const { incarnation } = store.ledger;
    const main = await readFile(ledgerFile());
    close(store);
    // A power cut, and then somebody tidied up.
    await writeFile(ledgerFile(), main);
    const again = await open();
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-older', missing: 4 }]);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    comeIn(again, 1);
    close(again);
    expect((await open()).notices.unread()).toHaveLength(1);
  });

  it('is made good from a backup that knows more', async () => {
    const store = await open();
    comeIn(store, 2);
    close(store);
    await copyFile(ledgerFile(), join(folder, 'older'));
    const later = await open();
    comeIn(later, 5);
    await backUp(later);
    close(later);
    await rename(join(folder, 'older'), ledgerFile());
    const again = await open();
    expect(again.ledger.count()).toBe(7);
    expect(again.ledger.head.seq).toBe(7);
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-older', missing: 0 }]);
  });

  it('or gone, with no backup left, is reported to staff', async () => {
    const store = await open();
    comeIn(store, 2);
    close(store);
    await rm(ledgerFile());
    expect((await open()).notices.unread()).toMatchObject([{ kind: 'ledger-older', missing: 2 }]);
  });

  it('that staff put back from a chosen backup needs no word', async () => {
    const store = await open();
    comeIn(store, 2);
    await backUp(store);
    comeIn(store, 2);
    await backUp(store);
    close(store);
    const [, older] = await listBackups(folder);
    if (!older) throw new Error('no backup');
    await moveAside(folder, nowMs);
    await putBack(folder, older);
    const again = await open();
    expect(again.ledger.count()).toBe(2);
    expect(again.notices.unread()).toEqual([]);
  });
});

it('a notice that the disk refuses is shown, and kept as soon as it can be', async () => {
  const store = await open();
  comeIn(store, 1);
  const blocker = new SqliteDatabase(ledgerFile(), { timeout: 0 });
  blocker.exec('BEGIN IMMEDIATE');
  store.notices.put({ kind: 'entrance-freed', at: { day: '2027-02-27', time: '09:00' } });
  expect(store.notices.unread()).toMatchObject([{ kind: 'entrance-freed' }]);
  blocker.close();
  expect(store.notices.unread()).toMatchObject([{ kind: 'entrance-freed' }]);
  close(store);
  expect((await open()).notices.unread()).toMatchObject([{ kind: 'entrance-freed' }]);
});
