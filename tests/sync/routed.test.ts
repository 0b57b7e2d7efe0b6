import { mkdtemp, rm } from 'node:fs/promises';
import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { exchange } from '../../server/exchange/exchange.ts';
import { fairById } from '../../server/fairs/fairs.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { notingStatements } from '../../server/testing/all-statements.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import type { Happening } from '../../shared/facts.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { personOf } from '../central.ts';
import { Chain, loadSigning } from './forged.ts';
import { acrossFairs, isAboutRows } from './plans.ts';
import { ofTheServer } from './whole-day/page.ts';
import { type PlayedDay, wholeDay } from './whole-day/whole-day.ts';

/**
 * What a day asks of a database that is distributed by fair: few statements, each for the one node that has the fair.
 * On PostgreSQL, and on Citus where `DATABASE_URL` names a coordinator.
 */

const root = join(import.meta.dirname, '..', '..');
const postgres = await postgresAtHand();
afterAll(() => postgres?.stop());
const nowhere = ' (no PostgreSQL is at hand here)';

/** The few that ask about many fairs, by how they begin. */
const ACROSS = {
  // At a start, and by indices that hold only such fairs.
  'recount: whose rules are others': /^select "fair_id", "last_day" from "fair" where "rules" </,
  'recount: who has facts for a newer version':
    /^select distinct "fair"."fair_id", "last_day" from "fact"/,
  'recount: who has a revision that an older server judged':
    /^select "fair_id", "last_day" from "fair" where judged_revision/,
  'recount: of which fairs an older server counted':
    /^select "fair_id" from "epoch" group by "fair_id"/,
  'recount: those fairs': /^select "fair_id", "last_day" from "fair" where "fair_id" in /,
  // Each hour, by narrow columns.
  'archive: which are due': /^select "fair_id" from "fair" where "closed_ms" <= /,
  'archive: which were begun': /^select "fair_id" from "fair" where "archived_ms" is not null/,
  // For people who choose from a list.
  'the list of fairs': /^select "fair_id", "name_zh", .* where "(?:last_day|fair_id)" >=? /,
  // Each five seconds, where a pool of transactions keeps the news away.
  'a deaf server: what stands': /^\s*SELECT f\.fair_id AS fair/,
};

/** Named by the code, and asked in no day of a server that fairs share. */
const NOT_IN_A_DAY = {
  'insert into above': 'what a hub knows of the server above it, in a database of its own',
  'from above': 'the same',
  'update box': 'the same',
  'from schema_version': 'the migration',
  'insert into schema_version': 'the same',
  'update schema_version': 'the same',
  'delete from schema_version': 'the same',
};

describe.skipIf(!postgres)(
  `a whole day on a distributed database${postgres ? '' : nowhere}`,
  () => {
    let noted: readonly CompiledQuery[];
    let played: PlayedDay;
    let client: pg.Client;

    beforeAll(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'chunfeng-routed-'));
      client = new pg.Client({ connectionString: postgres?.url ?? '' });
      await client.connect();
      const noting = await notingStatements(postgres?.url ?? '');
      played = await wholeDay({
        storage: noting.storage,
        folder,
        elsewhere: (statement) => client.query(statement),
      });
      noted = [...noting.noted];
      await rm(folder, { recursive: true });
    });
    afterAll(() => client.end());

    it('asks every route and every call of the page that there is', () => {
      expect(played.unasked).toEqual([]);
      expect(ofTheServer.filter((call) => !played.called.has(call))).toEqual([]);
    });

    it('reads and writes each table in every way that the code names', () => {
      const asked = new Set(noted.flatMap(({ sql }) => waysIn(sql)));
      const named = [...waysInCode()].filter((way) => !asked.has(way));
      expect(new Set(named)).toEqual(new Set(Object.keys(NOT_IN_A_DAY)));
    });

    it('names one fair in every statement, but for a few that are known', async () => {
      expect(noted.filter(isAboutRows).length).toBeGreaterThan(1_000);
      const across = await acrossFairs(client, noted, played.fairs);
      const names = across.map(
        (sql) => Object.entries(ACROSS).find(([, begins]) => begins.test(sql))?.[0] ?? sql,
      );
      expect(new Set(names)).toEqual(new Set(Object.keys(ACROSS)));
    });
  },
);

/** As Kysely writes them; a statement that the code has as text is no builder's. */
const WAYS = /\b(insert into|update|delete from|from|join) "([a-z_]+)"/g;

/** `insert into fact`, `from tally`: a join counts as a read of its table. */
function waysIn(statement: string): string[] {
  return [...statement.matchAll(WAYS)].map(
    ([, how = '', table = '']) => `${how === 'join' ? 'from' : how} ${table}`,
  );
}

const HOWS = new Map([
  ['insertInto', 'insert into'],
  ['updateTable', 'update'],
  ['deleteFrom', 'delete from'],
  ['selectFrom', 'from'],
  ['innerJoin', 'from'],
  ['leftJoin', 'from'],
]);

function* waysInCode(): Generator<string> {
  const files = globSync('server/**/*.ts', {
    cwd: root,
    exclude: ['server/node_modules/**', 'server/testing/**', 'server/**/*.test.ts'],
  });
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, how = '', table = ''] of text.matchAll(/\.(\w+)\(\s*'([a-z_]+)(?: as \w+)?'/g)) {
      const way = HOWS.get(how);
      if (way !== undefined) yield `${way} ${table}`;
    }
  }
}

describe.skipIf(!postgres)(`a common upload${postgres ? '' : nowhere}`, () => {
  it('asks eight things of the database', async () => {
    const { storage, noted } = await notingStatements(postgres?.url ?? '');
    const signing = await loadSigning();
    const { fair, keys } = signing.sample;
    await adoptFair(storage, signFair(fair, keys.signingKey));
    const chain = new Chain(signing, 1);
    let receipt: string | undefined;
    const send = async (from: number): Promise<void> => {
      const kept = await fairById(storage, fair.id);
      if (!kept) throw new Error('no fair');
      const facts = chain.facts.slice(from);
      const upload: Upload = {
        ...chain.upload(),
        facts,
        ...(receipt !== undefined && { receipt }),
      };
      const answer = await exchange({ storage, above: undefined }, kept, {
        slot: 1,
        upload,
        now: 1_803_700_000_000,
      });
      if (!answer.ok) throw new Error(answer.fault.kind);
      ({ receipt } = answer.value);
    };
    const checkin: Happening = { kind: 'checkin', what: { means: 'card', lane: 'self' } };
    chain.add(checkin, personOf(1));
    await send(0);
    for (let n = 2; n < 5; n += 1) chain.add(checkin, personOf(n));
    noted.length = 0;
    await send(1);
    const asked = noted.filter(({ sql }) => !/^(begin|commit|SELECT set_config)/i.test(sql));
    expect(asked.map(({ sql }) => /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase())).toEqual([
      // The fair, how all stands (its receipt, too), and the people concerned.
      'select',
      'select',
      'select',
      // Facts, chain, figures, the news of it, and the count of writes, which is the next receipt.
      'copy',
      'update',
      'insert',
      'select',
      'update',
    ]);
    await storage.close();
  });
});
