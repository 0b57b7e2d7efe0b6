import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveByDialog } from './save-dialog.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-save-'));
});
afterEach(() => rm(folder, { recursive: true }));
const bytes = Buffer.from('a list');

describe('a list that staff save from the kiosk', () => {
  it('is written whole to the chosen place', async () => {
    const filePath = join(folder, 'stick.xlsx');
    const save = saveByDialog(async () => ({ canceled: false, filePath }));
    expect(await save('A01.xlsx', bytes)).toEqual({ ok: true, value: filePath });
    expect(await readFile(filePath)).toEqual(bytes);
  });

  it('is written nowhere on cancel, and reports a missing stick', async () => {
    const cancelled = saveByDialog(async () => ({ canceled: true, filePath: '' }));
    expect(await cancelled('A01.xlsx', bytes)).toMatchObject({ fault: { kind: 'cancelled' } });
    const filePath = join(folder, 'no-such-stick', 'A01.xlsx');
    const toMissingStick = saveByDialog(async () => ({ canceled: false, filePath }));
    expect(await toMissingStick('A01.xlsx', bytes)).toMatchObject({ fault: { kind: 'not-saved' } });
  });
});
