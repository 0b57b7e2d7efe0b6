import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqlite } from '../storage/sqlite-home.ts';
import { EASY } from '../testing/any-door.ts';
import { guessesOf } from './guesses.ts';
import { hashingLine } from './hashing-line.ts';
import { doorSecret } from './secrets.ts';
import { openedBy } from './sign-in.ts';

it('Somebody who has to wait costs the database nothing, whatever cookies they show', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-sign-in-'));
  const opened = await openSqlite(folder);
  if (!opened.ok) throw new Error(opened.fault.kind);
  const storage = opened.value;
  await doorSecret(storage);
  let asked = 0;
  const noting = {
    ...storage,
    get db() {
      asked += 1;
      return storage.db;
    },
  };
  const door = {
    storage: noting,
    now: () => 0,
    hardness: EASY,
    guesses: guessesOf(() => 0),
    line: hashingLine(),
    afterwards: () => undefined,
  };
  const cookies = 'chunfeng-known=made.up.cookie';
  const guess = { account: 'someone', password: 'wrong', address: '192.0.2.1', cookies };
  for (let n = 0; n < 3; n += 1) {
    expect(await openedBy(door, guess)).toMatchObject({ fault: { kind: 'wrong' } });
  }
  expect(asked).toBeGreaterThan(0);
  asked = 0;
  expect(await openedBy(door, guess)).toMatchObject({ fault: { kind: 'too-many' } });
  // The secret that seals cookies is in memory.
  expect(asked).toBeLessThanOrEqual(1);
  await storage.close();
  rmSync(folder, { recursive: true });
});
