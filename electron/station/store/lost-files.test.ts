import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listBackups } from './backup.ts';
import { LEDGER_FILE, putBack, setAside as moveAside } from './damage.ts';
import { LedgerGone } from './database.ts';
import { saving } from './saving.ts';
import { type DataFolder, dataFolder } from './testing/data-folder.ts';

let data: DataFolder;
beforeEach(async () => {
  data = await dataFolder();
});
afterEach(() => data.remove());

// Windows removes and replaces no file that a program holds open.
describe.skipIf(process.platform === 'win32')('files that vanish under a running station', () => {
  it('the ledger: nothing more is called saved, and all that was is in a backup', async () => {
    const gone: string[] = [];
    const store = await data.open({ onGone: (what) => gone.push(what) });
    data.comeIn(store, 3);
    await rm(data.ledgerFile());
    expect(
      saving(
        () => undefined,
        () => data.comeIn(store, 1),
      ),
    ).toMatchObject({
      fault: { kind: 'not-saved' },
    });
    expect(gone).toEqual(['file']);
    await store.backup();
    data.close(store);
    const again = await data.open();
    expect(again.ledger.count()).toBe(3);
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-restored', missing: 0 }]);
  });

  it('the ledger, for another file of that name: nothing is written to it', async () => {
    const store = await data.open();
    data.comeIn(store, 1);
    await copyFile(data.ledgerFile(), join(data.folder, 'copy'));
    await rename(join(data.folder, 'copy'), data.ledgerFile());
    expect(() => data.comeIn(store, 1)).toThrow(LedgerGone);
    await store.backup();
  });

  it('the log: it is made again, and what is saved after that lasts', async () => {
    const gone: string[] = [];
    const store = await data.open({ onGone: (what) => gone.push(what) });
    data.comeIn(store, 3);
    await rm(`${data.ledgerFile()}-wal`);
    data.comeIn(store, 2);
    expect(gone).toEqual(['log']);
    // What a power cut would leave.
    const cut = join(data.folder, 'cut');
    await mkdir(cut);
    for (const file of [LEDGER_FILE, `${LEDGER_FILE}-wal`]) {
      await copyFile(join(data.folder, file), join(cut, file));
    }
    expect((await data.open({ folder: cut })).ledger.count()).toBe(5);
  });
});

describe('a ledger that is older than it was', () => {
  it('without its log says how much is missing, and never repeats a number', async () => {
    const store = await data.open();
    data.comeIn(store, 4);
    const { incarnation } = store.ledger;
    const main = await readFile(data.ledgerFile());
    data.close(store);
    // A power cut, and then somebody tidied up.
    await writeFile(data.ledgerFile(), main);
    const again = await data.open();
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-older', missing: 4 }]);
    expect(again.ledger.incarnation).not.toBe(incarnation);
    data.comeIn(again, 1);
    data.close(again);
    expect((await data.open()).notices.unread()).toHaveLength(1);
  });

  it('is made good from a backup that knows more', async () => {
    const store = await data.open();
    data.comeIn(store, 2);
    data.close(store);
    await copyFile(data.ledgerFile(), join(data.folder, 'older'));
    const later = await data.open();
    data.comeIn(later, 5);
    await data.backUp(later);
    data.close(later);
    await rename(join(data.folder, 'older'), data.ledgerFile());
    const again = await data.open();
    expect(again.ledger.count()).toBe(7);
    expect(again.ledger.head.seq).toBe(7);
    expect(again.notices.unread()).toMatchObject([{ kind: 'ledger-older', missing: 0 }]);
  });

  it('or gone, with no backup left, is reported to staff', async () => {
    const store = await data.open();
    data.comeIn(store, 2);
    data.close(store);
    await rm(data.ledgerFile());
    expect((await data.open()).notices.unread()).toMatchObject([
      { kind: 'ledger-older', missing: 2 },
    ]);
  });

  it('that staff put back from a chosen backup needs no word', async () => {
    const store = await data.open();
    data.comeIn(store, 2);
    await data.backUp(store);
    data.comeIn(store, 2);
    await data.backUp(store);
    data.close(store);
    const [, older] = await listBackups(data.folder);
    if (!older) throw new Error('no backup');
    await moveAside(data.folder, data.nowMs);
    await putBack(data.folder, older);
    const again = await data.open();
    expect(again.ledger.count()).toBe(2);
    expect(again.notices.unread()).toEqual([]);
  });
});
