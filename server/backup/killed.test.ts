import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../storage/homes.ts';
import { openSqlite } from '../storage/sqlite-home.ts';
import { SERVER_FILE } from '../storage/server-file.ts';
import { copiesIn } from './copies.ts';
import { makeCopy } from './copying.ts';

/** Commands and starts that are killed in the middle: nothing of them may be lost, and nothing may pile up. */

let folder = '';
let data = '';
let copies = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chunfeng-killed-'));
  data = join(folder, 'server');
  copies = join(folder, 'copies');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function within<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
  const opened = await openSqlite(data);
  if (!opened.ok) throw new Error(opened.fault.kind);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

const write = ({ db }: Storage, name: string) =>
  db
    .insertInto('kept_text')
    .values({ fair_id: 'aaaaaaaa', name, text: 'x'.repeat(900) })
    .execute();
const names = () =>
  within(async ({ db }) =>
    (await db.selectFrom('kept_text').select('name').orderBy('name').execute()).map(
      ({ name }) => name,
    ),
  );

/** As a server leaves it that was killed: the newest is in the log alone. */
async function leave(all: readonly string[], inTheLog: string): Promise<void> {
  const left = join(folder, 'left');
  await within(async (storage) => {
    for (const name of all) await write(storage, name);
    await storage.forget();
    await write(storage, inTheLog);
    cpSync(data, left, { recursive: true });
  });
  rmSync(data, { recursive: true });
  cpSync(left, data, { recursive: true });
  rmSync(left, { recursive: true });
}

/** Runs it in a process that kills itself instead of this renaming of a file. True if there was no such one. */
function runKilledAt(renaming: number, code: string): boolean {
  const kills = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { renameSync } = fs;
    let left = ${renaming};
    fs.renameSync = (...files) => {
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      left -= 1;
      renameSync(...files);
    };
    syncBuiltinESMExports();
    ${code}`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', kills], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  // Windows has no signals: there, as here, somebody who is killed says nothing.
  if (status !== 0 && stderr !== '') throw new Error(stderr);
  return status === 0;
}

describe('a restore that is killed', () => {
  it('at any moment leaves what was there, log and all, or the whole copy', async () => {
    const from = join(folder, 'copy.db');
    await within(async (storage) => {
      await write(storage, 'of the copy');
    });
    cpSync(join(data, SERVER_FILE), from);
    rmSync(data, { recursive: true });
    await leave(['a', 'b'], 'c');
    cpSync(data, join(folder, 'before'), { recursive: true });
    const found: string[][] = [];
    for (let renaming = 0, done = false; !done; renaming += 1) {
      rmSync(data, { recursive: true });
      cpSync(join(folder, 'before'), data, { recursive: true });
      done = runKilledAt(
        renaming,
        `const { putBack } = await import('./putting-back.ts');
         putBack(${JSON.stringify(data)}, { from: ${JSON.stringify(from)}, now: new Date(0) });`,
      );
      found.push(await names());
      expect(readdirSync(data).filter((name) => /arriving|put-back/.test(name))).toEqual([]);
    }
    const [before, after] = [['a', 'b', 'c'], ['of the copy']];
    expect(found.length).toBeGreaterThan(3);
    expect(found[0]).toEqual(before);
    expect(found.at(-1)).toEqual(after);
    for (const each of found) expect([before, after]).toContainEqual(each);
  });
});

describe('a start on a damaged database that is killed', () => {
  it('at any moment loses neither the file’s rows nor the log’s', async () => {
    const all = Array.from({ length: 30 }, (_, i) => String(i).padStart(2, '0'));
    await leave(all, 'in the log');
    const file = join(data, SERVER_FILE);
    const bytes = readFileSync(file);
    // The page of the freelist's end, or an index: no row is in the file's header.
    bytes.fill(0xff, 24, 28);
    bytes.fill(0xff, 100, 108);
    writeFileSync(file, bytes);
    cpSync(data, join(folder, 'before'), { recursive: true });
    let tried = 0;
    for (let done = false; !done; tried += 1) {
      rmSync(data, { recursive: true });
      cpSync(join(folder, 'before'), data, { recursive: true });
      done = runKilledAt(
        tried,
        `const { openSqlite } = await import('../storage/sqlite-home.ts');
         const opened = await openSqlite(${JSON.stringify(data)});
         await opened.value.close();`,
      );
      expect(await names()).toEqual([...all, 'in the log'].toSorted());
    }
    expect(tried).toBeGreaterThan(1);
  });
});

describe('a backup that is killed', () => {
  it('leaves nothing behind that the next one does not take away', async () => {
    await within((storage) => write(storage, 'a'));
    runKilledAt(
      0,
      `const { makeCopy } = await import('./copying.ts');
       await makeCopy(${JSON.stringify(data)}, { to: ${JSON.stringify(copies)}, keep: 3, now: new Date() });`,
    );
    expect(readdirSync(copies)).toEqual([expect.stringMatching(/^unfinished-/)]);
    // Another one that is still at work.
    writeFileSync(join(copies, `unfinished-${process.ppid}.db`), '');
    const made = await makeCopy(data, { to: copies, keep: 3, now: new Date() });
    expect(made.ok).toBe(true);
    expect(readdirSync(copies).toSorted()).toEqual([
      ...copiesIn(copies).map(({ name }) => name),
      `unfinished-${process.ppid}.db`,
    ]);
  });
});
