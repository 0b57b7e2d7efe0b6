import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ownPlace, whyElsewhere } from './own-place.ts';

let at = '';
beforeEach(async () => {
  at = await mkdtemp(join(tmpdir(), 'chunfeng-place-'));
});
afterEach(() => rm(at, { recursive: true }));

/** Electron’s lock is missing both for a second window and where it can’t be written. */
const app = (isFirst: boolean) => ({ setPath: vi.fn(), requestSingleInstanceLock: () => isFirst });

describe('a window’s own place', () => {
  it('is made, for the ledger and for Chromium', () => {
    const [folder, browserFolder] = [join(at, 'a'), join(at, 'a', 'window')];
    const own = app(true);
    expect(ownPlace({ folder, browserFolder, app: own })).toEqual({ kind: 'first' });
    expect(existsSync(browserFolder)).toBe(true);
    expect(own.setPath).toHaveBeenCalledExactlyOnceWith('userData', browserFolder);
  });

  it('belongs to the window that is open already, and that ends well', () => {
    const place = ownPlace({ folder: at, app: app(false) });
    if (place.kind === 'first') return expect.unreachable();
    expect(whyElsewhere(place, at)).toMatchObject({ code: 0 });
    expect(whyElsewhere(place, at).sentence).toContain('already open');
  });

  it('that can’t be written is not taken for an open window', async () => {
    await writeFile(join(at, 'file'), '');
    const folder = join(at, 'file', 'station');
    const place = ownPlace({ folder, app: app(false) });
    if (place.kind === 'first') return expect.unreachable();
    expect(whyElsewhere(place, folder)).toMatchObject({ code: 1 });
    expect(whyElsewhere(place, folder).sentence).toContain(`建不出来（ENOTDIR）：${folder}`);
  });
});
