import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { signTime } from '../../electron/station/keys/signed-time.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { recount } from '../../server/ingest/recount.ts';
import { anyHomes } from '../../server/testing/any-homes.ts';
import { closeFair } from '../../server/fairs/closing.ts';
import { fairById } from '../../server/fairs/fairs.ts';
import { archiveFair, removeFair } from '../../server/fairs/keeping.ts';
import { fairsListed } from '../../server/fairs/listed.ts';
import { setAsideToSalvage } from '../../server/storage/damaged.ts';
import { openSqlite } from '../../server/storage/homes.ts';

const { homes, end } = await anyHomes();
afterAll(end);
const { fair, keys } = await loadSampleFair(
  join(import.meta.dirname, '../../resources', SAMPLE_FAIR),
);
const OVER_MS = Date.UTC(2099, 0, 1);

it.each(homes.filter(([name]) => name !== 'PGlite'))(
  'A fair is listed, closed, archived without its people, and removed, on %s',
  async (_name, open) => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    const storage = opened.value;
    const { db } = storage;
    const state = async () => (await fairsListed(db, { ids: [fair.id] }))[0];
    await adoptFair(storage, signFair(fair, keys.signingKey));
    const [firstDay = ''] = fair.days;
    expect(await state()).toMatchObject({ name: fair.name, firstDay, closed: false });
    expect(await archiveFair(storage, fair.id, 1)).toMatchObject({ fault: { kind: 'not-closed' } });
    await closeFair(storage, { fair }, signTime(fair, OVER_MS, keys.signingKey));
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

it('An archived fair keeps its figures in a database that was damaged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-archived-'));
  const before = await openSqlite(folder);
  if (!before.ok) throw new Error(before.fault.kind);
  await adoptFair(before.value, signFair(fair, keys.signingKey));
  await closeFair(before.value, { fair }, signTime(fair, OVER_MS, keys.signingKey));
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
