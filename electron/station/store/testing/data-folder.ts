import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect } from 'vitest';
import { dayAndHour, wallClock } from '../../../../shared/calendar.ts';
import type { Happening } from '../../../../shared/facts.ts';
import { anything } from '../../../../shared/tally/testing/written-facts.ts';
import { LEDGER_FILE } from '../damage.ts';
import { openStore } from '../open-store.ts';
import type { Store, StoreOptions } from '../store.ts';

/** A station's data folder, which a test opens again and again, and damages while nobody has it open. */

export const FAIR = '19c48f04';
export const BEGIN = 1_803_690_000_000;

const checkin = {
  kind: 'checkin',
  what: { means: 'card', lane: 'self' },
} as const satisfies Happening;

export function personOf(i: number): string {
  return createHash('sha256').update(`person ${i}`).digest('hex').slice(0, 32);
}

/** Checks in that many people, each with the rows beside a check-in; `before` each of them. */
export function comeIn(store: Store, times: number, before = (): void => undefined): void {
  for (let i = 0; i < times; i += 1) {
    before();
    const person = personOf(store.ledger.head.seq);
    store.ledger.append([{ happening: checkin, person }], () => {
      store.people.putBox(person, 'identity', Buffer.alloc(200, i), 0);
      store.people.putProfile(person, {
        maskedName: '王*',
        surname: { text: '王', title: 'mr' },
        about: {},
        reissue: 0,
      });
    });
  }
}

export type DataFolder = Awaited<ReturnType<typeof dataFolder>>;

export async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-store-'));
  const now = { nowMs: BEGIN };
  const stores = new Set<Store>();
  let drawn = 0;
  const ledgerFile = (): string => join(folder, LEDGER_FILE);

  const options = (overrides: Partial<StoreOptions> = {}): StoreOptions => ({
    folder,
    fair: FAIR,
    slot: 1,
    secret: new Uint8Array(32),
    utcOffsetMinutes: 480,
    authority: () => anything,
    revision: () => 1,
    now: () => now.nowMs,
    randomBytes: (length) => {
      drawn += 1;
      return createHash('sha256').update(String(drawn)).digest().subarray(0, length);
    },
    moment: (ms) => ({ day: dayAndHour(ms, 480).day, time: wallClock(ms, 480) }),
    onClockJump: () => undefined,
    ...overrides,
  });

  return Object.assign(now, {
    folder,
    ledgerFile,
    options,
    async open(overrides?: Partial<StoreOptions>): Promise<Store> {
      const opened = await openStore(options(overrides));
      if (!opened.ok) throw new Error(opened.fault.kind);
      stores.add(opened.value);
      return opened.value;
    },
    close(store: Store): void {
      store.close();
      stores.delete(store);
    },
    comeIn(store: Store, times: number): void {
      comeIn(store, times, () => {
        now.nowMs += 10_000;
      });
    },
    async backUp(store: Store): Promise<string> {
      now.nowMs += 1000;
      const made = await store.backup();
      if (!made.ok) throw new Error(made.fault.kind);
      return made.value.file;
    },
    /** Overwrites a page of the closed file: the root of that table or index. */
    async damagePageOf(name: string, file = ledgerFile()): Promise<Buffer> {
      const db = new SqliteDatabase(file, { readonly: true });
      const page = Number(
        db.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(name),
      );
      const size = Number(db.pragma('page_size', { simple: true }));
      db.close();
      const bytes = await readFile(file);
      bytes.fill(0xa5, (page - 1) * size, page * size);
      await writeFile(file, bytes);
      return bytes;
    },
    async asideFile(): Promise<Buffer> {
      const [name, ...more] = await readdir(join(folder, 'set-aside'));
      expect(more).toEqual([]);
      return readFile(join(folder, 'set-aside', name ?? '', LEDGER_FILE));
    },
    async remove(): Promise<void> {
      for (const store of stores) store.close();
      await rm(folder, { recursive: true });
    },
  });
}
