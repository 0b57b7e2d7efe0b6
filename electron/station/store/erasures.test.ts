import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Happening } from '../../../shared/facts.ts';
import { erasedDigest, tombstoneOf, tombstoneOfOld } from '../../../shared/sync/erasures.ts';
import { shortOf } from '../../../shared/pass.ts';
import { BACKUPS, listBackups, takeBackup } from './backup.ts';
import { LEDGER_FILE, newestGoodBackup, putBack, SET_ASIDE, setAside } from './damage.ts';
import { ERASURES_FILE } from './erasure-file.ts';
import type { Store } from './store.ts';
import { countedBytes, storeIn } from './testing/store-in.ts';

const BEGIN = 1_803_690_000_000;
let folder = '';
let elsewhere = '';
let nowMs = BEGIN;
let bytes = countedBytes();
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-erase-'));
  elsewhere = await mkdtemp(join(tmpdir(), 'chunfeng-stick-'));
  nowMs = BEGIN;
  bytes = countedBytes();
  store = await open();
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true });
  await rm(elsewhere, { recursive: true });
});

/** The store as the station opens it. */
async function open(): Promise<Store> {
  const own = { fair: '19c48f04', slot: 1, now: () => nowMs, randomBytes: bytes };
  const opened = await storeIn(folder, own);
  await opened.eraseAgain();
  return opened;
}

const pseudonymOf = (n: number): string =>
  createHash('sha256').update(`person ${n}`).digest('hex').slice(0, 32);
const boxOf = (n: number): Buffer => createHash('sha512').update(`box ${n}`).digest();
const profile = (n: number) => ({
  maskedName: `王*${n}`,
  surname: { text: '王', title: 'mr' as const },
  about: {},
  reissue: 0,
});

function comeIn(n: number): void {
  nowMs += 90_000;
  const person = pseudonymOf(n);
  const about = { groups: { value: ['veteran' as const], from: 'declared' as const } };
  const happening: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self', about } };
  const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };
  store.ledger.append(
    [
      { happening, person },
      { happening: visit, person },
    ],
    () => {
      store.people.putBox(person, 'identity', boxOf(n), 0);
      store.people.putProfile(person, profile(n));
    },
  );
}

/** Files of the station that contain these bytes. */
async function filesWith(bytes: Buffer): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name));
    if (content.includes(bytes)) found.push(entry.name);
  }
  return found.toSorted();
}

const sorted = () =>
  store.ledger
    .tallies()
    .map((each) => JSON.stringify(each))
    .toSorted();

describe('a restore', () => {
  it('after a damage is of the backup that knows most, not of an old one that came last', async () => {
    comeIn(1);
    await store.backup();
    const [old] = await listBackups(folder);
    const kept = await readFile(join(folder, BACKUPS, old?.file ?? ''));
    comeIn(2);
    await store.backup();
    await takeBackup(folder, kept, nowMs);
    expect((await newestGoodBackup(folder))?.facts).toBe(4);
  });

  it('hears all orders of erasure again: a new machine has none beside the ledger', async () => {
    comeIn(1);
    store.settings.setErasuresHeard(9);
    await store.backup();
    const [backup] = await listBackups(folder);
    store.close();
    if (!backup) throw new Error('no backup');
    await putBack(folder, backup, async () => void (await setAside(folder, nowMs)));
    store = await open();
    expect(store.settings.erasuresHeard()).toBe(0);
  });
});

describe('a person who is erased', () => {
  beforeEach(async () => {
    for (let n = 0; n < 30; n += 1) comeIn(n);
    await store.backup();
    for (let n = 30; n < 40; n += 1) comeIn(n);
    await store.backup();
  });

  it('is in no file of the station, not in backups either', async () => {
    const person = Buffer.from(pseudonymOf(7), 'hex');
    const [newest = ''] = (await listBackups(folder)).map(({ file }) => file);
    expect(await filesWith(person)).toContain(newest);
    expect(await filesWith(boxOf(7))).toContain(newest);
    await store.erase(pseudonymOf(7));
    expect(await filesWith(person)).toEqual([]);
    expect(await filesWith(boxOf(7))).toEqual([]);
    expect(await filesWith(Buffer.from('王*7'))).toEqual([]);
    expect(await filesWith(Buffer.from(pseudonymOf(7)))).toEqual([]);
  });

  it('is in no backup that was kept on a stick and is taken in', async () => {
    const person = Buffer.from(pseudonymOf(7), 'hex');
    const [newest] = await listBackups(folder);
    const kept = await readFile(join(folder, BACKUPS, newest?.file ?? ''));
    await store.erase(pseudonymOf(7));
    expect((await takeBackup(folder, kept, nowMs)).ok).toBe(true);
    expect(await filesWith(person)).toHaveLength(1);
    await store.eraseFromTaken();
    expect(await filesWith(person)).toEqual([]);
  });

  it('leaves chain and figures as they were (F15)', async () => {
    const before = sorted();
    const head = store.ledger.head;
    await store.erase(pseudonymOf(7));
    expect(store.ledger.verify()).toEqual({ ok: true, value: head });
    expect(sorted()).toEqual(before);
    store.ledger.rebuildTallies();
    expect(sorted()).toEqual(before);
    expect(store.ledger.factsOfPerson(pseudonymOf(7))).toEqual([]);
  });

  it('goes from a bound pass and a typed code, too (F24)', async () => {
    const blank = 'b1'.repeat(16);
    const visit: Happening = { kind: 'visit', what: { booth: 'B02' } };
    store.ledger.append([
      { happening: { kind: 'bind', what: { blank } }, person: pseudonymOf(7) },
      { happening: visit, person: blank },
      { happening: visit, person: shortOf(pseudonymOf(7)) },
      { happening: visit, person: shortOf(blank) },
    ]);
    const before = sorted();
    await store.erase(pseudonymOf(7));
    for (const name of [blank, shortOf(blank), shortOf(pseudonymOf(7))]) {
      expect(store.ledger.factsOfPerson(name)).toEqual([]);
    }
    expect(sorted()).toEqual(before);
    store.ledger.rebuildTallies();
    expect(sorted()).toEqual(before);
  });

  it('takes nobody else with them', async () => {
    await store.erase(pseudonymOf(7));
    expect(store.ledger.factsOfPerson(pseudonymOf(8))).toHaveLength(2);
    expect(store.people.profile(pseudonymOf(8))).toEqual(profile(8));
    expect(store.people.hasBox(pseudonymOf(8), 'identity')).toBe(true);
    expect((await listBackups(folder)).map(({ facts }) => facts)).toEqual([80, 60]);
  });

  it('stays erased when an older backup is put back', async () => {
    const [backup] = await listBackups(folder);
    if (!backup) throw new Error('there is no backup');
    await copyFile(join(folder, BACKUPS, backup.file), join(elsewhere, 'stick.db'));
    await store.erase(pseudonymOf(7));
    store.close();
    await copyFile(join(elsewhere, 'stick.db'), join(folder, BACKUPS, backup.file));
    await rm(join(folder, await setAside(folder, nowMs)), { recursive: true });
    await putBack(folder, backup);
    store = await open();
    expect(store.ledger.count()).toBe(80);
    expect(store.ledger.factsOfPerson(pseudonymOf(7))).toEqual([]);
    expect(store.people.profile(pseudonymOf(7))).toBeUndefined();
    expect(store.people.hasBox(pseudonymOf(7), 'identity')).toBe(false);
    expect(store.ledger.verify().ok).toBe(true);
  });

  it('leaves a ledger that was set aside, and one that cannot be read is destroyed (P26)', async () => {
    const sound = join(folder, SET_ASIDE, 'sound');
    const torn = join(folder, SET_ASIDE, 'torn');
    const [backup] = await listBackups(folder);
    if (!backup) throw new Error('there is no backup');
    for (const own of [sound, torn]) {
      await mkdir(own, { recursive: true });
      await copyFile(join(folder, BACKUPS, backup.file), join(own, LEDGER_FILE));
    }
    const bytes = await readFile(join(torn, LEDGER_FILE));
    await writeFile(join(torn, LEDGER_FILE), bytes.fill(7, 4_096, 3 * 4_096));
    await store.erase(pseudonymOf(7));
    expect(await readdir(join(folder, SET_ASIDE))).toEqual(['sound']);
    const left = new SqliteDatabase(join(sound, LEDGER_FILE), { readonly: true });
    expect(left.prepare('SELECT count(*) FROM fact').pluck().get()).toBe(backup.facts);
    left.close();
    expect(await filesWith(Buffer.from(pseudonymOf(7), 'hex'))).toEqual([]);
    // One that somebody puts there later loses the person at the next start; a torn one stays to be looked at.
    store.close();
    await mkdir(torn);
    await writeFile(
      join(torn, LEDGER_FILE),
      'no database at all, and long enough to be looked into',
    );
    store = await open();
    expect(await readdir(join(folder, SET_ASIDE))).toEqual(['sound', 'torn']);
  });

  it('leaves the backups at the next start after a power failure', async () => {
    const person = Buffer.from(pseudonymOf(7), 'hex');
    store.close();
    const order = { v: 1, pseudonym: pseudonymOf(7), tombstone: 'ee'.repeat(16), stampMs: nowMs };
    await writeFile(join(folder, ERASURES_FILE), `${JSON.stringify(order)}\n{"v":1,"pseu`);
    expect(await filesWith(person)).toHaveLength(3);
    store = await open();
    expect(await filesWith(person)).toEqual([]);
    const after = await readFile(join(folder, ERASURES_FILE), 'utf8');
    store.close();
    store = await open();
    expect(await readFile(join(folder, ERASURES_FILE), 'utf8')).toBe(after);
  });

  it('is not found by an on-line registration that is imported again', async () => {
    const registration = {
      lookup: 'ab'.repeat(16),
      pseudonym: pseudonymOf(7),
      maskedName: '王*7',
      surname: '王',
      title: 'mr' as const,
      about: {},
    };
    await store.erase(pseudonymOf(7));
    store.people.putRegistrations([registration]);
    await store.eraseAgain();
    expect(store.people.registrationByLookup(registration.lookup)).toBeUndefined();
  });

  it('is joined to what they did by no file here, nor by their pass (P26)', async () => {
    await store.erase(pseudonymOf(7));
    const [own] = store.ownErasures();
    const { tombstone = '' } = own ?? {};
    expect(store.ledger.factsOfPerson(tombstone)).toHaveLength(2);
    expect(await filesWith(Buffer.from(tombstone))).toEqual([]);
    // Heard from elsewhere, a station keeps only whom not to keep.
    await store.obeyErasures([orderFor(8)], false);
    const file = await readFile(join(folder, ERASURES_FILE), 'utf8');
    expect(file).toContain(orderFor(8).id);
    expect(file).not.toContain(orderFor(8).tombstone);
    expect(store.ownErasures()).toEqual([own]);
  });

  it('is refused and buried again, however often they come under that name', async () => {
    await store.erase(pseudonymOf(7));
    comeIn(7);
    expect(store.isErased(pseudonymOf(7))).toBe(true);
    store.close();
    store = await open();
    expect(store.ledger.factsOfPerson(pseudonymOf(7))).toEqual([]);
    expect(store.people.profile(pseudonymOf(7))).toBeUndefined();
  });

  it('stands under one tombstone again once a restored station hears the order (P32)', async () => {
    store.settings.setErasuresHeard(3);
    await store.backup();
    const [backup] = await listBackups(folder);
    if (!backup) throw new Error('there is no backup');
    await copyFile(join(folder, BACKUPS, backup.file), join(elsewhere, 'stick.db'));
    await store.obeyErasures([orderFor(7)], false);
    const before = sorted();
    store.close();
    await copyFile(join(elsewhere, 'stick.db'), join(folder, BACKUPS, backup.file));
    await rm(join(folder, await setAside(folder, nowMs)), { recursive: true });
    await putBack(folder, backup);
    store = await open();
    expect(store.ledger.factsOfPerson(pseudonymOf(7))).toEqual([]);
    // It asks for all orders again.
    expect(store.settings.erasuresHeard()).toBe(0);
    await store.obeyErasures([orderFor(7)], false);
    expect(store.ledger.factsOfPerson(orderFor(7).tombstone)).toHaveLength(2);
    expect(sorted()).toEqual(before);
  });

  it('has the passes that only this entrance knows of ordered away, too (P28)', async () => {
    const blank = 'b1'.repeat(16);
    store.ledger.append([{ bind: blank, person: pseudonymOf(7) }]);
    await store.obeyErasures([orderFor(7)], true);
    expect(store.isErased(blank)).toBe(true);
    expect(store.ownErasures()).toMatchObject([{ tombstone: orderFor(7).tombstone, number: 1 }]);
    const targets = store.ownErasures().flatMap((order) => order.targets);
    expect(targets).toContain(erasedDigest('19c48f04', blank));
    expect(targets).not.toContain(erasedDigest('19c48f04', pseudonymOf(7)));
  });

  it('leaves nothing of a pre-printed pass beside the chain (F14)', async () => {
    const blank = 'b1'.repeat(16);
    store.ledger.append([{ bind: blank, person: pseudonymOf(7) }]);
    expect(await filesWith(Buffer.from(blank, 'hex'))).not.toEqual([]);
    await store.erase(pseudonymOf(7));
    expect(await filesWith(Buffer.from(blank, 'hex'))).toEqual([]);
    expect(await filesWith(Buffer.from(blank))).toEqual([]);
    expect(store.ledger.verify().ok).toBe(true);
  });
});

describe('orders that an earlier version kept', () => {
  const old = { v: 1, pseudonym: pseudonymOf(7), tombstone: 'ee'.repeat(16), stampMs: BEGIN * 2 };

  it('no longer say whose facts are whose, and still bury', async () => {
    for (let n = 5; n < 9; n += 1) comeIn(n);
    const before = sorted();
    store.close();
    await writeFile(join(folder, ERASURES_FILE), `${JSON.stringify(old)}\n`);
    store = await open();
    const file = await readFile(join(folder, ERASURES_FILE), 'utf8');
    for (const gone of [old.pseudonym, old.tombstone]) expect(file).not.toContain(gone);
    expect(store.ledger.factsOfPerson(tombstoneOfOld(old.tombstone))).toHaveLength(2);
    expect(store.isErased(old.pseudonym)).toBe(true);
    expect(sorted()).toEqual(before);
  });

  it('end for a person who came again under the old rules', async () => {
    comeIn(7);
    store.close();
    await writeFile(join(folder, ERASURES_FILE), `${JSON.stringify({ ...old, stampMs: BEGIN })}\n`);
    store = await open();
    expect(store.isErased(old.pseudonym)).toBe(false);
    expect(store.ledger.factsOfPerson(old.pseudonym)).toHaveLength(2);
  });
});

const orderFor = (n: number) => ({
  id: String(n).padStart(32, '0'),
  targets: [erasedDigest('19c48f04', pseudonymOf(n))],
  tombstone: tombstoneOf(String(n).repeat(16)),
});
