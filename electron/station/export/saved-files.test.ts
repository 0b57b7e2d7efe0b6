import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { steppedTimers } from '../clock/testing/stepped-timers.ts';
import { realTimers } from '../clock/timers.ts';
import type { Medium } from './media.ts';
import { type SaveFile, savedFiles } from './saved-files.ts';
import { canLink } from './testing/links.ts';

const KEY = 'k'.repeat(32);
const bytes = Buffer.from('a list');

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chunfeng-saved-'));
  await mkdir(join(root, 'data'));
});
afterEach(() => rm(root, { recursive: true }));

function station({
  organiser = false,
  saveElsewhere,
}: {
  organiser?: boolean;
  saveElsewhere?: SaveFile;
} = {}) {
  const media: Medium[] = [];
  const deeds: string[] = [];
  let set: string | null = null;
  let ids = 0;
  const files = savedFiles({
    saving: { listMedia: async () => media, ...(saveElsewhere && { saveElsewhere }) },
    folder: join(root, 'data'),
    settings: {
      savedFolder: () => set ?? undefined,
      setSavedFolder: (to) => {
        set = to;
      },
    },
    maySave: (key) => organiser || key === KEY,
    isStaff: (key) => key === KEY,
    timers: realTimers,
    newId: () => String((ids += 1)),
  });
  return {
    files,
    deeds,
    plugIn: async (name: string): Promise<string> => {
      const folder = join(root, name);
      await mkdir(folder, { recursive: true });
      media.push({ folder, name, readOnly: false });
      return folder;
    },
    pullOut: async (name: string): Promise<void> => {
      media.length = 0;
      await rm(join(root, name), { recursive: true });
    },
    made: (name = 'A01.xlsx'): string => {
      const handed = files.handOver(name, bytes, () => deeds.push('saved'));
      if (handed.how !== 'held') throw new Error('not held');
      return handed.file;
    },
  };
}

describe('a file that a kiosk has made', () => {
  it('goes to the stick that staff choose, and only then counts as saved', async () => {
    const { files, plugIn, made, deeds } = station();
    const file = made();
    const stick = await plugIn('KINGSTON');
    const there = await files.calls['saving.places']({ key: KEY });
    expect(there).toMatchObject({
      value: [
        { id: stick, kind: 'medium', name: 'KINGSTON', state: 'ready' },
        { kind: 'folder', name: join(root, 'data', 'saved') },
      ],
    });
    expect(deeds).toEqual([]);
    expect(await files.calls['saving.save']({ key: KEY, file, place: stick })).toEqual({
      ok: true,
      value: { where: join(stick, 'A01.xlsx'), isMedium: true },
    });
    expect(await readFile(join(stick, 'A01.xlsx'))).toEqual(bytes);
    expect(deeds).toEqual(['saved']);
  });

  it('can go to the station’s own folder where there is no stick', async () => {
    const { files, made } = station();
    const place = join(root, 'data', 'saved');
    const saved = await files.calls['saving.save']({ key: KEY, file: made(), place });
    expect(saved).toMatchObject({ value: { where: join(place, 'A01.xlsx'), isMedium: false } });
  });

  it('waits for another place when its stick is pulled out', async () => {
    const { files, plugIn, pullOut, made, deeds } = station();
    const file = made();
    const stick = await plugIn('KINGSTON');
    await pullOut('KINGSTON');
    expect(await files.calls['saving.save']({ key: KEY, file, place: stick })).toMatchObject({
      fault: { kind: 'gone' },
    });
    const again = await plugIn('KINGSTON');
    expect(await files.calls['saving.save']({ key: KEY, file, place: again })).toMatchObject({
      ok: true,
    });
    expect(deeds).toEqual(['saved']);
  });

  it.each([
    ['a place that nobody offered', '/etc'],
    ['a dialogue that a kiosk has not', 'elsewhere'],
    ['a folder beside the stick', '../'],
  ])('goes to no place but those on the list: %s', async (_what, place) => {
    const { files, made, deeds } = station();
    expect(await files.calls['saving.save']({ key: KEY, file: made(), place })).toMatchObject({
      fault: { kind: 'gone' },
    });
    expect(deeds).toEqual([]);
  });

  it('is for staff, and at their own station for organisers', async () => {
    const kiosk = station();
    const file = kiosk.made();
    for (const key of [{}, { key: 'x'.repeat(32) }]) {
      expect(await kiosk.files.calls['saving.places'](key)).toMatchObject({
        fault: { kind: 'staff-only' },
      });
      const place = join(root, 'data', 'saved');
      expect(await kiosk.files.calls['saving.save']({ ...key, file, place })).toMatchObject({
        fault: { kind: 'staff-only' },
      });
    }
    expect(await station({ organiser: true }).files.calls['saving.places']({})).toMatchObject({
      ok: true,
    });
  });

  it('is gone with the page that asked for it, and once it is dropped', async () => {
    const { files, made } = station();
    const place = join(root, 'data', 'saved');
    const forgotten = made();
    files.forget();
    const dropped = made();
    await files.calls['saving.drop']({ file: dropped });
    for (const file of [forgotten, dropped]) {
      expect(await files.calls['saving.save']({ key: KEY, file, place })).toMatchObject({
        fault: { kind: 'no-such-file' },
      });
    }
  });

  it('may go elsewhere by the system’s dialogue, outside a kiosk', async () => {
    const asked: string[] = [];
    const { files, made } = station({
      saveElsewhere: async (name) => {
        asked.push(name);
        return { ok: false, fault: { kind: 'cancelled' } };
      },
    });
    const save = { key: KEY, file: made(), place: 'elsewhere' };
    expect(await files.calls['saving.save'](save)).toMatchObject({ fault: { kind: 'cancelled' } });
    expect(asked).toEqual(['A01.xlsx']);
  });
});

describe('the folder for saved files', () => {
  const set = (folder: string | null, key = KEY) => {
    const here = station();
    return here.files.calls['saving.setFolder']({ key, folder });
  };

  it('can be any that takes files, and the station’s own again', async () => {
    const { files } = station();
    await mkdir(join(root, 'exports'));
    await files.calls['saving.setFolder']({ key: KEY, folder: join(root, 'exports') });
    expect(await files.calls['saving.places']({ key: KEY })).toMatchObject({
      value: [{ name: join(root, 'exports') }],
    });
    expect(await readdir(join(root, 'exports'))).toEqual([]);
    await files.calls['saving.setFolder']({ key: KEY, folder: null });
    expect(await files.calls['saving.places']({ key: KEY })).toMatchObject({
      value: [{ name: join(root, 'data', 'saved') }],
    });
  });

  it('is never the ledger’s, nor one that is not there', async () => {
    const own = { fault: { kind: 'own-folder' } };
    expect(await set(join(root, 'data'))).toMatchObject(own);
    const none = { fault: { kind: 'not-a-folder' } };
    expect(await set(join(root, 'nowhere'))).toMatchObject(none);
    expect(await set('exports')).toMatchObject(none);
    expect(await set(root, 'x'.repeat(32))).toMatchObject({ fault: { kind: 'staff-only' } });
  });

  it.skipIf(!canLink)('is not the ledger’s by a link either', async () => {
    await symlink(join(root, 'data'), join(root, 'link'));
    expect(await set(join(root, 'link'))).toMatchObject({ fault: { kind: 'own-folder' } });
  });
});

describe('a door whose browser saves files', () => {
  it('gets the file itself, and offers no places', async () => {
    const files = savedFiles({
      saving: undefined,
      folder: root,
      settings: { savedFolder: () => undefined, setSavedFolder: () => undefined },
      maySave: () => true,
      isStaff: () => true,
      timers: steppedTimers(),
      newId: () => '1',
    });
    expect(files.handOver('a.csv', bytes)).toEqual({
      how: 'page',
      name: 'a.csv',
      base64: bytes.toString('base64'),
    });
    expect(await files.calls['saving.places']({})).toMatchObject({ fault: { kind: 'by-browser' } });
  });
});

describe('files that belong together', () => {
  const set = (size: number) => ({
    name: '让机器加入',
    replaces: true,
    files: ['1.json', '2.json'].map((name) => ({ name, bytes: Buffer.alloc(size) })),
  });

  it('are one folder on the stick that staff choose', async () => {
    const { files, plugIn } = station();
    const handed = files.handOverSet(set(10));
    const stick = await plugIn('KINGSTON');
    expect(handed).toMatchObject({ how: 'held', name: '让机器加入', bytes: 20 });
    const file = handed.how === 'held' ? handed.file : '';
    const saved = await files.calls['saving.save']({ key: KEY, file, place: stick });
    expect(saved).toEqual({
      ok: true,
      value: { where: join(stick, '让机器加入'), isMedium: true },
    });
    expect(await readdir(join(stick, '让机器加入'))).toEqual(['1.json', '2.json']);
  });

  it('are a zip where the page’s browser saves files', () => {
    const { handOverSet } = savedFiles({
      saving: undefined,
      folder: join(root, 'data'),
      settings: { savedFolder: () => undefined, setSavedFolder: () => undefined },
      maySave: () => true,
      isStaff: () => true,
      timers: realTimers,
      newId: () => '1',
    });
    const handed = handOverSet(set(3));
    if (handed.how !== 'page') throw new Error('not handed to the page');
    expect(handed.name).toBe('让机器加入.zip');
    expect(Object.keys(unzipSync(Buffer.from(handed.base64, 'base64')))).toEqual([
      '让机器加入/1.json',
      '让机器加入/2.json',
    ]);
  });

  it('leave nothing where staff stop the writing, which then counts as not saved', async () => {
    const { files, plugIn, deeds } = station();
    const handed = files.handOverSet(set(24 * 1024 * 1024), () => deeds.push('saved'));
    const stick = await plugIn('KINGSTON');
    const file = handed.how === 'held' ? handed.file : '';
    let answer: unknown;
    const saving = Promise.resolve(
      files.calls['saving.save']({ key: KEY, file, place: stick }),
    ).then((saved) => (answer = saved));
    while (answer === undefined) {
      await files.calls['saving.stop']({ key: KEY });
      await new Promise((resolve) => setImmediate(resolve));
    }
    await saving;
    expect(answer).toEqual({ ok: false, fault: { kind: 'cancelled' } });
    expect(deeds).toEqual([]);
    await expect.poll(() => readdir(stick)).toEqual([]);
  });
});
