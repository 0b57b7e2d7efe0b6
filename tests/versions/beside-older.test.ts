import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { fairsListed } from '../../server/fairs/listed.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { countWrite, newestEpoch } from '../../server/ingest/counted-by.ts';
import { catchUp, recount } from '../../server/ingest/recount.ts';
import { ensureEpoch } from '../../server/exchange/receipts.ts';
import type { Storage } from '../../server/storage/homes.ts';
import type { Db } from '../../server/storage/tables.ts';
import { anyHomes } from '../../server/testing/any-homes.ts';
import { TALLY_RULES } from '../../shared/tally/rules-number.ts';

/** What older servers leave in the tables while they run beside a newer one, which must notice it (P78). */

const { homes, postgres, end } = await anyHomes();
afterAll(end);
const enough = homes.filter(([name]) => !postgres || name !== 'PGlite');
const { fair, keys } = await loadSampleFair(
  join(import.meta.dirname, '../../resources', SAMPLE_FAIR),
);
const { id } = fair;
const signed = signFair(fair, keys.signingKey);

/** As a server does that is older than the columns that say who counted. */
async function writes(db: Db): Promise<void> {
  const last = await newestEpoch(db, id);
  await db
    .updateTable('epoch')
    .set(({ eb }) => ({ writes: eb('writes', '+', 1) }))
    .where('fair_id', '=', id)
    .where('number', '=', last?.number ?? 0)
    .execute();
}

/** As such a server does when it has reached its database again. */
async function begins(db: Db): Promise<void> {
  const number = ((await newestEpoch(db, id))?.number ?? 0) + 1;
  const epoch = number.toString(16).padStart(8, '0');
  await db.insertInto('epoch').values({ fair_id: id, number, epoch, writes: 0 }).execute();
}

const olderServers: Readonly<Record<string, (db: Db) => Promise<void>>> = {
  'a write': writes,
  'a write, and an epoch of its own after it': async (db) => {
    await writes(db);
    await begins(db);
  },
  'a write by lower rules, and an epoch of its own after it': async (db) => {
    await countWrite(db, id, TALLY_RULES - 1);
    await begins(db);
  },
  'a write by lower rules before an epoch and writes of a newer one': async (db) => {
    await countWrite(db, id, TALLY_RULES - 1);
    await begins(db);
    await countWrite(db, id);
  },
  'a revision that it judges': async (db) => {
    await db
      .updateTable('fair')
      .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
      .execute();
  },
};

describe.each(enough)('beside an older server, on %s', (_home, open) => {
  let storage: Storage;
  beforeAll(async () => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    storage = opened.value;
  });
  afterAll(() => storage.close());
  beforeEach(async () => {
    for (const table of ['fair', 'epoch', 'tally'] as const) {
      await storage.db.deleteFrom(table).execute();
    }
    await adoptFair(storage, signed);
    await begins(storage.db);
    await storage.exclusively(id, (db) => countWrite(db, id));
  });

  /** Figures that no fact here gives. */
  const miscount = () =>
    storage.db
      .insertInto('tally')
      .values({ fair_id: id, scope: 'all', figure: 'attendees', slice: '', value: 3 })
      .execute();
  const figures = () => storage.db.selectFrom('tally').select('value').execute();
  let nowMs = 0;
  async function exchanges(): Promise<void> {
    nowMs += 60_000;
    await catchUp(storage, fair, await newestEpoch(storage.db, id), nowMs);
  }

  it('counts nothing again where all servers are of its version', async () => {
    await storage.exclusively(id, (db) => countWrite(db, id));
    await ensureEpoch(storage, id);
    await miscount();
    await recount(storage);
    await exchanges();
    expect(await figures()).toEqual([{ value: 3 }]);
  });

  it.each(Object.entries(olderServers))(
    'counts again after %s, once, and at a start as well (P78)',
    async (_what, older) => {
      for (const looks of [exchanges, () => recount(storage)]) {
        await miscount();
        await older(storage.db);
        await looks();
        expect(await figures()).toEqual([]);
        await miscount();
        await exchanges();
        await recount(storage);
        expect(await figures()).toEqual([{ value: 3 }]);
        await storage.db.deleteFrom('tally').execute();
      }
    },
  );

  it('lists a fair that one added which knows no lists', async () => {
    await storage.db.deleteFrom('fair').execute();
    const { text, signature } = signed;
    const known = { fair_id: id, revision: fair.revision, text, signature, secret: 'secret' };
    const empty = { name_zh: '', name_en: '', first_day: '', last_day: '' };
    await storage.db
      .insertInto('fair')
      .values({ ...known, ...empty, rules: TALLY_RULES })
      .execute();
    await recount(storage);
    expect(await fairsListed(storage.db, { since: '2000-01-01' })).toMatchObject([
      { id, name: fair.name, firstDay: fair.days[0] },
    ]);
  });
});
