import { copyFile, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { anyToken } from '../../server/testing/any-door.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { recount } from '../../server/ingest/recount.ts';
import { setAsideToSalvage } from '../../server/storage/damaged.ts';
import { SERVER_FILE } from '../../server/storage/server-file.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { type Day, openDay, SLOT } from './day.ts';

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

describe('a station and its server, where one of them is damaged or put back', () => {
  it('send again what a restored server lost', async () => {
    day.receive(300);
    day.upload(day.server);
    await day.upToDate();
    const data = join(day.folder, 'server', SERVER_FILE);
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(day.storage.db);
    await copyFile(data, join(day.folder, 'an-hour-ago.db'));
    day.receive(300, 300);
    day.uploader?.poke();
    await day.upToDate();
    const port = Number(new URL(day.server).port);
    await day.app.close();
    await day.storage.close();
    await rm(`${data}-wal`, { force: true });
    await copyFile(join(day.folder, 'an-hour-ago.db'), data);
    await day.serve(port);
    day.receive(20, 600);
    day.uploader?.poke();
    await day.upToDate();
    expect(await day.figures()).toEqual(day.folded());
  });

  it('send again what a damaged server lost, whichever page went bad', async () => {
    day.receive(60);
    day.upload(day.server);
    await day.upToDate();
    const whole = await day.figures();
    day.uploader?.close();
    await day.app.close();
    await day.storage.close();
    const data = join(day.folder, 'server', SERVER_FILE);
    const content = await readFile(data);
    const pages = content.length / 4_096;
    const { text } = signFair(day.sample.fair, day.sample.keys.signingKey);
    const endOfFair = Math.floor(content.indexOf(text.slice(-40)) / 4_096);
    for (const page of [0, 1, Math.floor(pages / 2), endOfFair, pages - 1]) {
      const at = page * 4_096;
      await writeFile(data, Buffer.from(content).fill(0, at, at + 4_096));
      await day.serve(0);
      await recount(day.storage);
      await adoptFair(day.storage, signFair(day.sample.fair, day.sample.keys.signingKey));
      day.token = await anyToken(day.storage, day.sample.fair.id);
      day.upload(day.server);
      await day.upToDate();
      expect([page, await day.figures()]).toEqual([page, whole]);
      day.uploader?.close();
      await day.app.close();
      await day.storage.close();
    }
    await day.serve(0);
  });

  it('find a server that was killed while it put a damaged database together', async () => {
    day.receive(60);
    day.upload(day.server);
    await day.upToDate();
    day.uploader?.close();
    await day.app.close();
    await day.storage.close();
    // All that the first start did.
    const aside = setAsideToSalvage(join(day.folder, 'server'), new Date(0));
    await day.serve(0);
    expect(day.storage.repaired).toEqual({ setAside: aside, facts: 60 });
    await day.app.close();
    await day.storage.close();
    await day.serve(0);
    expect(day.storage.repaired).toBeUndefined();
  });

  it('hear at once that a server’s database went bad while it ran', async () => {
    day.receive(60);
    day.upload(day.server);
    await day.upToDate();
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(day.storage.db);
    // SQLite must read it from the disk again.
    await sql`PRAGMA cache_size = 0`.execute(day.storage.db);
    const data = join(day.folder, 'server', SERVER_FILE);
    const bad = await open(data, 'r+');
    const { size } = await bad.stat();
    await bad.write(Buffer.alloc(size - 4_096), 0, size - 4_096, 4_096);
    await bad.close();
    const answer = async (path: string) => (await fetch(new URL(path, day.server))).status;
    day.receive(5, 60);
    day.uploader?.poke();
    expect(await day.reached(({ at }) => at === 'waiting')).toMatchObject({
      why: 'server-trouble',
    });
    expect([await answer('/health'), await answer('/ready')]).toEqual([503, 503]);
    expect(await answer(`/v1/fairs/${day.sample.fair.id}/figures`)).toBe(503);
  });

  /** The station stops, a page in the middle of its facts goes bad, and it starts again. */
  async function damagePage(): Promise<number> {
    day.store.close();
    const file = join(day.stationFolder(SLOT), LEDGER_FILE);
    const content = await readFile(file);
    const at = content.indexOf('"seq":40,');
    const page = at - (at % 4_096);
    await writeFile(file, content.fill(0, page, page + 4_096));
    day.store = await day.station();
    return day.store.ledger.count();
  }

  it('with a damaged page get back what the server knows of it', async () => {
    day.receive(80);
    day.upload(day.server);
    await day.upToDate();
    day.uploader?.close();
    const whole = await day.figures();
    expect(await damagePage()).toBeLessThan(80);
    day.receive(5, 80);
    day.upload(day.server);
    await day.upToDate();
    expect(day.store.ledger.count()).toBe(85);
    expect(await day.figures()).toEqual(day.folded());
    expect((await day.figures()).get('all visits ')).toBe((whole.get('all visits ') ?? 0) + 5);
  });

  it('with a page that nobody else knows send all the others', async () => {
    day.receive(80);
    const left = await damagePage();
    day.receive(5, 80);
    day.upload(day.server);
    await day.upToDate();
    expect(day.store.ledger.count()).toBe(left + 5);
    const arrived = await day.storage.db.selectFrom('fact').select('seq').execute();
    expect(arrived).toHaveLength(left + 5);
    expect(await day.figures()).toEqual(day.folded());
  });
});
