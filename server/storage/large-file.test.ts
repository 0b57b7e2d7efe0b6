import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from './sqlite-home.ts';
import { SERVER_FILE } from './server-file.ts';

/** A database that is too large to be read whole before its server starts. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chunfeng-large-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function opened(wholeUpTo = 0) {
  const home = await openSqlite(folder, { wholeUpTo });
  if (!home.ok) throw new Error(home.fault.kind);
  return home.value;
}

async function write(): Promise<void> {
  const { db, close } = await opened();
  for (let seq = 1; seq <= 60; seq += 1) {
    const own = { fair_id: 'aaaaaaaa', station: 1, incarnation: '00000001', seq };
    const text = `fact ${seq} ${'x'.repeat(500)}`;
    await db
      .insertInto('fact')
      .values({ ...own, kind: 'visit', hash: `hash ${seq}`, text })
      .execute();
  }
  await close();
}

function damagePageOf(text: string): void {
  const file = join(folder, SERVER_FILE);
  const bytes = readFileSync(file);
  const page = Math.floor(bytes.indexOf(text) / 4096) * 4096;
  bytes.fill(0xff, page, page + 8);
  writeFileSync(file, bytes);
}

describe('a large database', () => {
  it('that is sound is served, and stays so', async () => {
    await write();
    const storage = await opened();
    expect(storage.damaged()).toBe(false);
    await storage.close();
    const again = await opened();
    expect(again.repaired).toBeUndefined();
    await again.close();
  });

  it('that is damaged among its facts is found so while it is served, and mended at the next start', async () => {
    await write();
    damagePageOf('fact 30 ');
    const storage = await opened();
    await expect.poll(() => storage.damaged(), { timeout: 20_000 }).toBe(true);
    await storage.close();
    const again = await opened();
    expect(again.repaired?.setAside).toContain('set-aside');
    expect(again.damaged()).toBe(false);
    await again.close();
    const third = await opened();
    expect(third.repaired).toBeUndefined();
    await third.close();
  });

  it('that is damaged elsewhere is mended before it is served', async () => {
    await write();
    const { db, close } = await opened();
    await db
      .insertInto('kept_text')
      .values({ fair_id: 'aaaaaaaa', name: 'bulletin', text: 'of a bulletin' })
      .execute();
    await close();
    damagePageOf('of a bulletin');
    const storage = await opened();
    expect(storage.repaired).toBeDefined();
    await storage.close();
  });
});
