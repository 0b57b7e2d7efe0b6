import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wallClock } from '../../../shared/calendar.ts';
import { genesis } from '../../../shared/chain.ts';
import { BACKUPS, listBackups } from './backup.ts';
import { LEDGER_FILE } from './damage.ts';
import { type DataFolder, dataFolder, FAIR, personOf } from './testing/data-folder.ts';

let data: DataFolder;
beforeEach(async () => {
  data = await dataFolder();
});
afterEach(() => data.remove());

describe('a damaged ledger', () => {
  it('gives way to its backup, and later facts are regained', async () => {
    const store = await data.open();
    data.comeIn(store, 150);
    await data.backUp(store);
    const backedUpAt = data.nowMs;
    data.comeIn(store, 20);
    const { head, incarnation } = store.ledger;
    data.close(store);
    const damaged = await data.damagePageOf('fact_of_person');
    data.nowMs += 60_000;

    const again = await data.open();
    expect((await data.asideFile()).equals(damaged)).toBe(true);
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
        at: { day: '2027-02-27', time: wallClock(data.nowMs, 480) },
        from: { day: '2027-02-27', time: wallClock(backedUpAt, 480) },
      },
    ]);

    data.comeIn(again, 1);
    expect(again.ledger.head.seq).toBe(171);
    data.close(again);
    const third = await data.open();
    expect(third.ledger.verify().ok).toBe(true);
    expect(third.ledger.count()).toBe(171);
    expect(third.notices.unread()).toEqual(notice);
  });

  it('gives back what it wrote since its last restore', async () => {
    const store = await data.open();
    data.comeIn(store, 150);
    await data.backUp(store);
    data.comeIn(store, 20);
    data.close(store);
    await data.damagePageOf('fact_of_person');
    data.nowMs += 60_000;

    // A second incarnation that the only backup does not know, and new damage.
    const second = await data.open();
    data.comeIn(second, 7);
    const { head } = second.ledger;
    second.people.putBox(personOf(3), 'phone', Buffer.alloc(60, 3), 0);
    data.close(second);
    await data.damagePageOf('fact_of_person');
    data.nowMs += 60_000;

    const third = await data.open();
    expect(third.ledger.head).toEqual(head);
    expect(third.ledger.verify().ok).toBe(true);
    expect(third.ledger.tally('all', 'attendees')).toBe(177);
    expect(third.people.hasBox(personOf(3), 'phone')).toBe(true);
  });

  it('of a station that was cut off is kept byte for byte', async () => {
    const store = await data.open();
    data.comeIn(store, 150);
    await data.backUp(store);
    data.comeIn(store, 20);
    const cut = join(data.folder, 'cut');
    await mkdir(join(cut, BACKUPS), { recursive: true });
    for (const { file } of await listBackups(data.folder)) {
      await copyFile(join(data.folder, BACKUPS, file), join(cut, BACKUPS, file));
    }
    const main = Buffer.alloc((await readFile(data.ledgerFile())).length, 0x5a);
    (await readFile(data.ledgerFile())).copy(main, 0, 0, 8192);
    const log = await readFile(`${data.ledgerFile()}-wal`);
    await writeFile(join(cut, LEDGER_FILE), main);
    // Cut the log off too, so that it does not hide the damage.
    await writeFile(join(cut, `${LEDGER_FILE}-wal`), log.subarray(0, 20_000));

    const again = await data.open({ folder: cut });
    const [name = ''] = await readdir(join(cut, 'set-aside'));
    const aside = (file: string): Promise<Buffer> => readFile(join(cut, 'set-aside', name, file));
    expect((await aside(LEDGER_FILE)).equals(main)).toBe(true);
    expect((await aside(`${LEDGER_FILE}-wal`)).equals(log.subarray(0, 20_000))).toBe(true);
    expect(again.ledger.count()).toBeGreaterThanOrEqual(150);
    expect(again.ledger.verify().ok).toBe(true);
  });

  it('without readable content falls back to its backup, in a new incarnation (F12)', async () => {
    const store = await data.open();
    data.comeIn(store, 150);
    await data.backUp(store);
    const { head, incarnation } = store.ledger;
    data.comeIn(store, 20);
    data.close(store);
    const damaged = Buffer.alloc((await readFile(data.ledgerFile())).length, 0xa5);
    await writeFile(data.ledgerFile(), damaged);

    const again = await data.open();
    expect((await data.asideFile()).equals(damaged)).toBe(true);
    expect(again.ledger.head).toEqual(head);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 150, regained: 0, missing: 20 },
    ]);
    data.comeIn(again, 1);
    expect(again.ledger.verify()).toEqual({ ok: true, value: again.ledger.head });
    expect(again.ledger.head.seq).toBe(151);
  });

  it('loses nothing of its backup and invents nothing', async () => {
    const store = await data.open();
    data.comeIn(store, 200);
    await data.backUp(store);
    data.comeIn(store, 200);
    data.close(store);
    const bytes = await readFile(data.ledgerFile());
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0x5a, middle - 20_000, middle + 20_000);
    await writeFile(data.ledgerFile(), bytes);

    const again = await data.open();
    expect((await data.asideFile()).equals(bytes)).toBe(true);
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
    const store = await data.open();
    data.comeIn(store, 10);
    await data.backUp(store);
    data.comeIn(store, 10);
    data.close(store);
    const db = new SqliteDatabase(data.ledgerFile());
    db.exec(`UPDATE fact SET text = replace(text, '"self"', '"express"') WHERE seq = 16`);
    db.close();

    const again = await data.open();
    // All but the altered one; those after it can't continue the chain.
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 10, regained: 9, missing: 1 },
    ]);
    expect(again.ledger.head.seq).toBe(15);
    expect(again.ledger.count()).toBe(19);
    data.comeIn(again, 1);
    expect(again.ledger.verify().ok).toBe(true);
  });

  it('with a damaged backup falls back to the backup before', async () => {
    const store = await data.open();
    data.comeIn(store, 60);
    await data.backUp(store);
    data.comeIn(store, 60);
    const newest = await data.backUp(store);
    data.comeIn(store, 10);
    data.close(store);
    await data.damagePageOf('fact', join(data.folder, BACKUPS, newest));
    const kept = await readFile(join(data.folder, BACKUPS, newest));
    await data.damagePageOf('fact_of_person');

    const again = await data.open();
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 60, regained: 70 },
    ]);
    expect(again.ledger.count()).toBe(130);
    expect((await readFile(join(data.folder, BACKUPS, newest))).equals(kept)).toBe(true);
  });

  it('with a backup that is no database falls back to the backup before', async () => {
    const store = await data.open();
    data.comeIn(store, 5);
    await data.backUp(store);
    const newest = await data.backUp(store);
    data.close(store);
    await writeFile(join(data.folder, BACKUPS, newest), 'no database');
    await writeFile(data.ledgerFile(), 'nor is this, whatever it is that once stood here');
    expect((await data.open()).ledger.count()).toBe(5);
  });

  it('without any backup is set aside, and the new one says so', async () => {
    const store = await data.open();
    data.comeIn(store, 5);
    const { incarnation } = store.ledger;
    data.close(store);
    await writeFile(data.ledgerFile(), Buffer.alloc(9000, 'x'));

    const again = await data.open();
    expect((await data.asideFile()).equals(Buffer.alloc(9000, 'x'))).toBe(true);
    expect(again.ledger.head).toEqual({ seq: 0, hash: genesis(FAIR, 1) });
    expect(again.ledger.incarnation).not.toBe(incarnation);
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-new' }]);
    data.comeIn(again, 1);
    expect(again.ledger.verify().ok).toBe(true);
  });

  it.each([
    ['gone', () => rm(data.ledgerFile())],
    ['empty', () => writeFile(data.ledgerFile(), '')],
  ])('that is %s while backups exist is restored from them', async (_, lose) => {
    const store = await data.open();
    data.comeIn(store, 5);
    await data.backUp(store);
    const { incarnation } = store.ledger;
    data.close(store);
    await lose();

    const again = await data.open();
    expect(again.ledger.count()).toBe(5);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    expect(again.notices.unread()).toMatchObject([
      { kind: 'ledger-restored', facts: 5, regained: 0 },
    ]);
  });

  it('twice on one day keeps both damaged files', async () => {
    for (const times of [1, 2]) {
      const store = await data.open();
      data.comeIn(store, 3);
      await data.backUp(store);
      data.close(store);
      await writeFile(data.ledgerFile(), 'x'.repeat(5000 * times));
      data.nowMs += 60_000;
    }
    const last = await data.open();
    expect(await readdir(join(data.folder, 'set-aside'))).toHaveLength(2);
    expect(last.ledger.count()).toBe(6);
    expect(last.notices.unread()).toHaveLength(2);
  });
});
