import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { postgresAtHand } from '../testing/postgres-at-hand.ts';
import { watchHearing } from './hearing.ts';
import { openPostgres } from './postgres-home.ts';
import { type News, newsOverPostgres } from './news.ts';

const postgres = await postgresAtHand();
afterAll(() => postgres?.stop());

/** Listens at another database of the same PostgreSQL, where nothing is ever announced: as behind a pool. */
async function wireAt(url: string, elsewhere: boolean) {
  const own = new URL(url);
  if (elsewhere) own.pathname = '/template1';
  return newsOverPostgres(own.href, 5_000);
}

describe.skipIf(!postgres)('a server that listens', () => {
  it.each([
    ['to the database itself hears that it does', false],
    ['to nothing notices it, and sees by itself what others take', true],
  ])('%s', async (_what, elsewhere) => {
    const url = postgres?.url ?? '';
    const opened = await openPostgres(url);
    if (!opened.ok) throw new Error(opened.fault.kind);
    const { db, close } = opened.value;
    const wire = await wireAt(url, elsewhere);
    const heard: News[] = [];
    wire.listen((news) => heard.push(news));
    const answered = new Promise<string>((resolve) => wire.onOther(resolve));
    const states: boolean[] = [];
    const withinMs = elsewhere ? 50 : 60_000;
    const deaf = Promise.withResolvers<undefined>();
    const onState = (isDeaf: boolean) => {
      states.push(isDeaf);
      deaf.resolve(undefined);
    };
    const hearing = watchHearing(db, wire, { onState, withinMs, lookEveryMs: 20 });
    if (!elsewhere) {
      await answered;
      expect(hearing.isDeaf()).toBe(false);
    } else {
      await deaf.promise;
      expect(hearing.isDeaf()).toBe(true);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(
        "INSERT INTO fair (fair_id, revision, text, signature, secret) VALUES ('aaaaaaaa', 1, '', '', '')",
      );
      await expect
        .poll(async () => {
          await client.query("UPDATE fair SET revision = revision + 1 WHERE fair_id = 'aaaaaaaa'");
          return heard[0];
        })
        .toMatchObject({ fair: 'aaaaaaaa', everyone: true });
      await client.end();
    }
    expect(states).toEqual(elsewhere ? [true] : []);
    hearing.close();
    await wire.close();
    await close();
  });
});
