import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backupRhythm } from './backup-rhythm.ts';
import { BACKUPS, listBackups } from './backup.ts';
import { LEDGER_FILE } from './damage.ts';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { type DataFolder, dataFolder } from './testing/data-folder.ts';

let data: DataFolder;
beforeEach(async () => {
  data = await dataFolder();
});
afterEach(() => data.remove());

describe('a backup', () => {
  it('made while people come in is complete, and restores', async () => {
    const store = await data.open();
    data.comeIn(store, 400);
    let done = false;
    const making = store.backup().finally(() => {
      done = true;
    });
    while (!done) {
      data.comeIn(store, 1);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const made = await making;
    if (!made.ok) throw new Error(made.fault.kind);
    const { facts, file } = made.value;
    expect(facts).toBeGreaterThanOrEqual(400);
    expect(facts).toBeLessThanOrEqual(store.ledger.count());
    expect(store.ledger.verify().ok).toBe(true);

    const elsewhere = join(data.folder, 'elsewhere');
    await mkdir(elsewhere);
    await copyFile(join(data.folder, BACKUPS, file), join(elsewhere, LEDGER_FILE));
    const restored = await data.open({ folder: elsewhere });
    expect(restored.ledger.verify()).toMatchObject({ ok: true, value: { seq: facts } });
    expect(restored.ledger.tally('all', 'attendees')).toBe(facts);
    expect(await readdir(join(data.folder, BACKUPS))).toEqual([file]);
  });

  it('requested twice at once is made once', async () => {
    const store = await data.open();
    data.comeIn(store, 3);
    const [one, other] = await Promise.all([store.backup(), store.backup()]);
    expect(one).toBe(other);
    expect(await readdir(join(data.folder, BACKUPS))).toHaveLength(1);
  });

  it('is one of the newest twelve that are kept', async () => {
    const store = await data.open();
    const files: string[] = [];
    for (let i = 0; i < 14; i += 1) {
      data.comeIn(store, 1);
      files.push(await data.backUp(store));
    }
    expect((await listBackups(data.folder)).map(({ file }) => file)).toEqual(
      files.slice(-12).toReversed(),
    );
    expect(await store.newestBackup()).toMatchObject({
      file: files[13],
      atMs: data.nowMs,
      facts: 14,
    });
  });

  it('made after the clock was set back is still the newest', async () => {
    const store = await data.open();
    for (let i = 0; i < 12; i += 1) {
      data.comeIn(store, 1);
      await data.backUp(store);
    }
    data.nowMs -= 86_400_000;
    data.comeIn(store, 1);
    const file = await data.backUp(store);
    expect(await store.newestBackup()).toMatchObject({ file, facts: store.ledger.count() });
    expect(await listBackups(data.folder)).toHaveLength(12);
  });

  it('is made with the first facts of a ledger that has none', async () => {
    const store = await data.open();
    const timers = steppedTimers();
    const rhythm = backupRhythm(store, timers, () => undefined);
    data.comeIn(store, 2);
    rhythm.written();
    await timers.pass(1_000);
    // The copy runs outside of stepped time.
    await vi.waitFor(async () => expect((await store.newestBackup())?.facts).toBe(2));
    data.comeIn(store, 1);
    rhythm.written();
    await timers.pass(60_000);
    expect(await listBackups(data.folder)).toHaveLength(1);
    await rhythm.close();
  });

  it('is made every ten minutes while facts arrive, and at the end', async () => {
    const store = await data.open();
    const timers = steppedTimers();
    const failures: Error[] = [];
    const rhythm = backupRhythm(store, timers, (error) => failures.push(error));
    data.comeIn(store, 2);
    await timers.pass(9 * 60_000);
    expect(await listBackups(data.folder)).toEqual([]);
    await timers.pass(60_000);
    // The copy runs outside of stepped time; a second request returns the same one.
    await store.backup();
    data.comeIn(store, 1);
    data.nowMs += 1000;
    await rhythm.close();
    expect((await store.newestBackup())?.facts).toBe(3);
    expect(failures).toEqual([]);
  });
});
