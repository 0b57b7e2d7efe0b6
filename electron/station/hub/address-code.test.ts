import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasReadOnlyFolders, whileReadOnly } from '../store/testing/read-only-folder.ts';
import { publicKeyText } from '../keys/fair-keys.ts';
import { makeAddressCode, movedServer } from './address-code.ts';

const signingKey = new Uint8Array(32).fill(7);
const fair = { id: 'c48f0482', signingKey: publicKeyText('ed25519', signingKey) };
const address = {
  fair: fair.id,
  revision: 1,
  ms: 2,
  server: 'https://10.0.0.5:5190',
  pins: ['p'.repeat(43)],
};
const code = makeAddressCode(address, signingKey);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-moved-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('what a station keeps of an address code (P108)', () => {
  it('outlasts a restart, and an older code does not come back with it', async () => {
    const before = await movedServer(folder, fair);
    expect(await before.take(code)).toEqual({ ok: true, value: address });
    const after = await movedServer(folder, fair);
    expect(after.current()).toEqual(address);
    const older = makeAddressCode({ ...address, ms: 1 }, signingKey);
    expect(await after.take(older)).toMatchObject({ fault: { kind: 'older' } });
    expect(after.current()).toEqual(address);
  });

  it('counts for nothing where somebody changed it on the disk', async () => {
    await (await movedServer(folder, fair)).take(code);
    const file = join(folder, 'server-address.txt');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o077).toBe(0);
    const kept = await readFile(file, 'utf8');
    await writeFile(file, kept.replace(/.{3}\s*$/, 'AAA'));
    expect((await movedServer(folder, fair)).current()).toBeUndefined();
  });

  it('is nothing of another code, and nothing of a code that is not its fair’s', async () => {
    const moved = await movedServer(folder, { ...fair, id: '00000000' });
    expect(await moved.take('CFK1:ABC')).toBeUndefined();
    expect(await moved.take(code)).toMatchObject({ fault: { kind: 'other-fair' } });
    expect(moved.current()).toBeUndefined();
  });

  it.runIf(hasReadOnlyFolders)('stays what it was where the disk takes nothing', async () => {
    const moved = await movedServer(folder, fair);
    await whileReadOnly(folder, async () => {
      expect(await moved.take(code)).toMatchObject({ fault: { kind: 'no-permission' } });
    });
    expect(moved.current()).toBeUndefined();
  });
});
