import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { signedHead } from '../../electron/station/sync/signed-head.ts';
import { keepFairAt } from '../../server/commands/fair-add.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { ingest } from '../../server/ingest/ingest.ts';
import { recount } from '../../server/ingest/recount.ts';
import { anyHomes } from '../../server/testing/any-homes.ts';
import { closeFair } from '../../server/fairs/closing.ts';
import { fairById } from '../../server/fairs/fairs.ts';
import { AT_ONCE } from '../../server/fairs/forgetting.ts';
import { archiveFair, removeFair } from '../../server/fairs/keeping.ts';
import { archiveDue } from '../../server/fairs/retention.ts';
import { fairsListed } from '../../server/fairs/listed.ts';
import { setAsideToSalvage } from '../../server/storage/damaged.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { openSqlite } from '../../server/storage/sqlite-home.ts';

const { homes, end } = await anyHomes();
afterAll(end);
const { fair, keys } = await loadSampleFair(
  join(import.meta.dirname, '../../resources', SAMPLE_FAIR),
);
const signed = signFair(fair, keys.signingKey);
const GATE = 1;
const OVER_MS = Date.UTC(2099, 0, 1);

it.each(homes.filter(([name]) => name !== 'PGlite'))(
  'A fair is listed, closed, archived without its people, and removed, on %s',
  async (_name, open) => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    const storage = opened.value;
    const { db } = storage;
    const state = async () =>
      (await fairsListed(db, { after: '' })).find(({ id }) => id === fair.id);
    await adoptFair(storage, signFair(fair, keys.signingKey));
    const [firstDay = ''] = fair.days;
    expect(await state()).toMatchObject({ name: fair.name, firstDay, closed: false });
    expect(await archiveFair(storage, fair.id, 1)).toMatchObject({ fault: { kind: 'not-closed' } });
    await closeFair(storage, { fair }, signTime(fair, OVER_MS, keys.signingKey), OVER_MS);
    const count = { scope: 'all', figure: 'attendees', slice: '', value: 3 };
    await db
      .insertInto('tally')
      .values({ fair_id: fair.id, ...count })
      .execute();
    const box = {
      holds: 'name',
      station: 1,
      sealed: 'x',
      stamp_ms: 1,
      signature: '',
      handed_on: 0,
    };
    await db
      .insertInto('box')
      .values({ fair_id: fair.id, pseudonym: 'p', ...box })
      .execute();
    expect(await removeFair(storage, fair.id)).toMatchObject({ fault: { kind: 'not-archived' } });
    expect((await archiveFair(storage, fair.id, 1)).ok).toBe(true);
    expect(await db.selectFrom('box').selectAll().execute()).toEqual([]);
    // Newer rules cannot count people again who are gone.
    await db.updateTable('fair').set({ rules: 0 }).execute();
    await recount(storage);
    expect(await db.selectFrom('tally').selectAll().execute()).toHaveLength(1);
    expect(await fairsListed(db, { since: '' })).toEqual([]);
    expect((await fairById(storage, fair.id))?.isArchived).toBe(true);
    expect((await removeFair(storage, fair.id)).ok).toBe(true);
    expect(await fairById(storage, fair.id)).toBeUndefined();
    expect(await db.selectFrom('tally').selectAll().execute()).toEqual([]);
    await storage.close();
  },
);

describe.each(homes.filter(([name]) => name !== 'PGlite'))('archiving, on %s', (_name, open) => {
  let storage: Storage;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chunfeng-archiving-'));
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    storage = opened.value;
  });
  afterAll(async () => {
    await storage.close();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    const { db } = storage;
    for (const table of ['fair', 'fact', 'tally', 'epoch', 'branch', 'box'] as const) {
      await db.deleteFrom(table).execute();
    }
    await adoptFair(storage, signed);
    await closeFair(storage, { fair }, signTime(fair, OVER_MS, keys.signingKey), OVER_MS);
    await db
      .insertInto('tally')
      .values({ fair_id: fair.id, scope: 'all', figure: 'attendees', slice: '', value: 3 })
      .execute();
  });
  const figures = () => storage.db.selectFrom('tally').select('value').execute();
  const isOurs = { fair_id: fair.id };

  it('refuses what was under way to the fair when it was archived', async () => {
    const passSeed = keys.passKeys.get(GATE);
    if (!passSeed) throw new Error('no key');
    const store = await storeIn(folder, {
      fair: fair.id,
      slot: GATE,
      now: () => 1_803_690_000_000,
    });
    const happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } } as const;
    store.ledger.append([{ person: 'aa'.repeat(16), happening }]);
    const [incarnation] = store.ledger.incarnations();
    if (!incarnation) throw new Error('no facts');
    const { name, from, head } = incarnation;
    const upload: Upload = {
      v: 1,
      incarnation: name,
      from,
      facts: [...store.ledger.wireAfter(name, 0, 9)],
      head: signedHead({ fair, slot: GATE, passSeed }, name, head),
      waiting: 0,
      erasures: [],
    };
    store.close();
    await archiveFair(storage, fair.id, 1);
    const late = { fair, slot: GATE, upload, now: 0 };
    expect(await ingest(storage, late)).toMatchObject({
      fault: { kind: 'no-such-fair' },
    });
    expect(await storage.db.selectFrom('fact').selectAll().execute()).toEqual([]);
  });

  it('keeps figures that were about to be counted again when the fair was archived', async () => {
    await storage.db.updateTable('fair').set({ rules: 0 }).execute();
    let archiving: Promise<unknown> | undefined;
    await recount(storage, () => {
      archiving = archiveFair(storage, fair.id, 1);
      return true;
    });
    expect(await archiving).toMatchObject({ ok: true });
    expect(await figures()).toEqual([{ value: 3 }]);
  });

  it('refuses a revision of an archived fair, and says what to do', async () => {
    await archiveFair(storage, fair.id, 1);
    const later = signFair({ ...fair, revision: fair.revision + 1 }, keys.signingKey);
    expect(await adoptFair(storage, later)).toMatchObject({ fault: { kind: 'archived' } });
    expect(await adoptFair(storage, signed)).toMatchObject({ fault: { kind: 'archived' } });
    const file = join(folder, 'fair.json');
    await writeFile(file, JSON.stringify(later));
    const refused = await keepFairAt(file, storage);
    expect(JSON.stringify(refused)).toContain('fair remove');
    expect(refused.ok).toBe(false);
    // A server whose settings still name it starts all the same.
    expect((await keepFairAt(file, storage, { atStart: true })).ok).toBe(true);
    expect((await fairById(storage, fair.id))?.isArchived).toBe(true);
  });

  it('takes people out, and facts away, a portion in each transaction', async () => {
    const count = AT_ONCE * 2 + 7;
    await storage.db
      .insertInto('fact')
      .columns(['fair_id', 'station', 'incarnation', 'seq', 'kind', 'hash', 'text', 'pseudonym'])
      .expression(
        sql`WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < ${sql.lit(count)})
          SELECT ${fair.id}, seq % 3, '0000000' || seq % 2, seq, 'visit', 'hash', 'text', 'person' FROM n`,
      )
      .execute();
    const left = async (column: 'seq' | 'pseudonym') => {
      const counted = storage.db.selectFrom('fact').select(({ fn }) => fn.count(column).as('left'));
      return Number((await counted.executeTakeFirst())?.left);
    };
    async function portionsOf(
      column: 'seq' | 'pseudonym',
      work: (counting: Storage) => Promise<unknown>,
    ): Promise<number[]> {
      const portions: number[] = [];
      await work({
        ...storage,
        async exclusively(id, within) {
          const before = await left(column);
          const done = await storage.exclusively(id, within);
          portions.push(before - (await left(column)));
          return done;
        },
      });
      return portions.filter((portion) => portion > 0);
    }
    const anonymous = await portionsOf('pseudonym', (at) => archiveFair(at, fair.id, 1));
    expect(anonymous).toEqual([AT_ONCE, AT_ONCE, 7]);
    expect(await left('seq')).toBe(count);
    const removed = await portionsOf('seq', (at) => removeFair(at, fair.id));
    expect(removed).toEqual([AT_ONCE, AT_ONCE, 7]);
    expect(await fairById(storage, fair.id)).toBeUndefined();
  });

  it('happens by itself some days after the closing, and goes on where it was ended', async () => {
    const DAY_MS = 24 * 3_600_000;
    const person = { ...isOurs, pseudonym: 'p', holds: 'name', station: 1, sealed: 'x' };
    const left = async () => (await storage.db.selectFrom('box').selectAll().execute()).length;
    await storage.db
      .insertInto('box')
      .values({ ...person, stamp_ms: 1, signature: '', handed_on: 0 })
      .execute();
    expect(await archiveDue(storage, OVER_MS + 6 * DAY_MS, 7)).toEqual([]);
    expect(await left()).toBe(1);
    // The organiser signed long ago, and the server hears it only now; hearing it again restarts nothing.
    await storage.db.updateTable('fair').set({ closed_ms: null }).execute();
    const time = signTime(fair, OVER_MS, keys.signingKey);
    await closeFair(storage, { fair }, time, OVER_MS + 30 * DAY_MS);
    await closeFair(storage, { fair }, time, OVER_MS + 90 * DAY_MS);
    expect(await archiveDue(storage, OVER_MS + 36 * DAY_MS, 7)).toEqual([]);
    await storage.db.updateTable('fair').set({ closed_ms: OVER_MS }).execute();
    // A server that was ended in the middle.
    await storage.db.updateTable('fair').set({ archived_ms: OVER_MS }).execute();
    expect(await archiveDue(storage, OVER_MS + DAY_MS, 7)).toEqual([fair.id]);
    expect(await left()).toBe(0);
    await storage.db.updateTable('fair').set({ archived_ms: null, emptied_ms: null }).execute();
    expect(await archiveDue(storage, OVER_MS + 7 * DAY_MS, 7)).toEqual([fair.id]);
    expect(await archiveDue(storage, OVER_MS + 7 * DAY_MS, 7)).toEqual([]);
    expect((await fairById(storage, fair.id))?.isArchived).toBe(true);
    expect(await figures()).toEqual([{ value: 3 }]);
  });
});

it('An archived fair keeps its figures in a database that was damaged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-archived-'));
  const before = await openSqlite(folder);
  if (!before.ok) throw new Error(before.fault.kind);
  await adoptFair(before.value, signFair(fair, keys.signingKey));
  await closeFair(before.value, { fair }, signTime(fair, OVER_MS, keys.signingKey), OVER_MS);
  const count = { scope: 'all', figure: 'attendees', slice: '', value: 3 };
  await before.value.db
    .insertInto('tally')
    .values({ fair_id: fair.id, ...count })
    .execute();
  await archiveFair(before.value, fair.id, 1);
  await before.value.close();
  setAsideToSalvage(folder, new Date(0));
  const after = await openSqlite(folder);
  if (!after.ok) throw new Error(after.fault.kind);
  await recount(after.value);
  expect(await after.value.db.selectFrom('tally').selectAll().execute()).toMatchObject([count]);
  expect((await fairById(after.value, fair.id))?.isArchived).toBe(true);
  await after.value.close();
  await rm(folder, { recursive: true });
});

it('What only the log of a damaged database says counts as the newest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-log-'));
  const [written, pulled] = [join(folder, 'written'), join(folder, 'pulled')];
  const before = await openSqlite(written);
  if (!before.ok) throw new Error(before.fault.kind);
  const kept = { fair_id: fair.id, name: 'bulletin' };
  await before.value.db
    .insertInto('kept_text')
    .values({ ...kept, text: 'as it was' })
    .execute();
  // Into the file itself; what comes now stays in the log, as when the plug is pulled.
  await before.value.forget();
  await before.value.db.updateTable('kept_text').set({ text: 'as it is' }).execute();
  await cp(written, pulled, { recursive: true });
  await before.value.close();
  setAsideToSalvage(pulled, new Date(0));
  const after = await openSqlite(pulled);
  if (!after.ok) throw new Error(after.fault.kind);
  const rows = await after.value.db.selectFrom('kept_text').selectAll().execute();
  expect(rows).toEqual([{ ...kept, text: 'as it is' }]);
  await after.value.close();
  await rm(folder, { recursive: true });
});
