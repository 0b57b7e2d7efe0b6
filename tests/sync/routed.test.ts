import { join } from 'node:path';
import type { CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';
import { SAMPLE_FAIR } from '../../electron/station/sample/sample-station.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { signedErasure } from '../../electron/station/sync/sent-erasures.ts';
import { signedHead } from '../../electron/station/sync/signed-head.ts';
import type { Happening } from '../../shared/facts.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { exchange } from '../../server/exchange/exchange.ts';
import { fairById } from '../../server/fairs/fairs.ts';
import { fairsListed } from '../../server/fairs/listed.ts';
import { coverageOf } from '../../server/organiser/coverage.ts';
import type { Storage } from '../../server/storage/homes.ts';
import { notingStatements } from '../../server/testing/all-statements.ts';
import { postgresAtHand } from '../../server/testing/postgres-at-hand.ts';
import { adoptFair } from '../../server/ingest/adopt.ts';
import { recount } from '../../server/ingest/recount.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/**
 * What a day asks of a database that is distributed by fair: few statements, each for the one node that has the fair.
 * PostgreSQL's own plan says what each table of a statement is restricted to.
 */

const postgres = await postgresAtHand();
const root = join(import.meta.dirname, '..', '..');
const GATE = 1;
const CONTROL = /^(begin|commit|rollback|start transaction|SELECT set_config)/i;

/** The few that ask about many fairs, by how they begin. */
const ACROSS = {
  'recount: whose rules are others': /^select "fair_id", "last_day" from "fair" where "rules" </,
  'recount: who has facts for a newer version':
    /^select distinct "fair"."fair_id", "last_day" from "fact"/,
  'recount: who has a revision that an older server judged':
    /^select "fair_id", "last_day" from "fair" where judged_revision/,
  'recount: of which fairs an older server counted':
    /^select "fair_id" from "epoch" group by "fair_id"/,
  'the list of fairs': /^select "fair_id", "name_zh"/,
};

describe.skipIf(!postgres)(
  'a day on a distributed database (no PostgreSQL is at hand here)',
  () => {
    let storage: Storage;
    let noted: CompiledQuery[];
    let folder: string;
    let client: pg.Client;
    let fairId = '';
    let ofAnUpload: CompiledQuery[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'chunfeng-routed-'));
      ({ storage, noted } = await notingStatements(postgres?.url ?? ''));
      client = new pg.Client({ connectionString: postgres?.url ?? '' });
      await client.connect();
      ofAnUpload = await aDay();
    }, 120_000);
    afterAll(async () => {
      await client.end();
      await storage.close();
      await postgres?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    async function aDay(): Promise<CompiledQuery[]> {
      const sample = await loadSampleFair(join(root, 'resources', SAMPLE_FAIR));
      const { fair, keys } = sample;
      fairId = fair.id;
      await adoptFair(storage, signFair(fair, keys.signingKey));
      await recount(storage);
      const passSeed = keys.passKeys.get(GATE);
      if (!passSeed) throw new Error('no key');
      let nowMs = Date.UTC(2027, 1, 27, 1);
      const store = await storeIn(folder, { fair: fair.id, slot: GATE, now: () => nowMs });
      let at = { seq: 0, hash: '' };
      let receipt: string | undefined;
      const send = async (more: Partial<Upload> = {}): Promise<void> => {
        const kept = await fairById(storage, fair.id);
        const [incarnation] = store.ledger.incarnations();
        if (!incarnation || !kept) throw new Error('nothing to send');
        const facts = [...store.ledger.wireAfter(incarnation.name, at.seq, 100)];
        at = incarnation.head;
        const head = signedHead({ fair, slot: GATE, passSeed }, incarnation.name, at);
        const { name, from } = incarnation;
        const upload = {
          v: 1,
          incarnation: name,
          from,
          facts,
          head,
          waiting: 0,
          erasures: [],
          proofs: [],
        } as const;
        const sent = {
          ...upload,
          facts,
          erasures: [],
          proofs: [],
          ...(receipt && { receipt }),
          ...more,
        };
        const answer = await exchange({ storage, above: undefined }, kept, {
          slot: GATE,
          upload: sent,
          now: nowMs,
        });
        if (!answer.ok) throw new Error(answer.fault.kind);
        ({ receipt } = answer.value);
      };
      const checkin = (n: number, happening: Happening): void => {
        nowMs += 1_000;
        store.ledger.append([{ person: n.toString(16).padStart(32, 'a'), happening }]);
      };
      const what = { means: 'card', lane: 'self' } as const;
      checkin(1, { kind: 'checkin', what });
      await send();
      for (let n = 2; n < 5; n += 1) checkin(n, { kind: 'checkin', what });
      noted.length = 0;
      await send();
      const common = [...noted];
      await recount(storage);
      await fairsListed(storage.db, { since: '2027-01-01' });
      await coverageOf(storage, fair);
      await store.erase('1'.padStart(32, 'a'));
      await send({
        erasures: store
          .ownErasures()
          .map((order) => signedErasure({ fair, slot: GATE, passSeed }, order)),
      });
      store.close();
      return common;
    }

    it('asks eight things of the database for a common upload', () => {
      const asked = ofAnUpload.filter(({ sql }) => !CONTROL.test(sql)).map(({ sql }) => sql);
      expect(asked.map((sql) => /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase())).toEqual([
        // The fair, how all stands (its receipt, too), and whoever is concerned.
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
    });

    it('names one fair in every statement, but for a few that are known', async () => {
      const across: string[] = [];
      for (const { sql, parameters } of distinct(noted)) {
        if (CONTROL.test(sql) || /^(COPY|VACUUM|SELECT pg_notify)/.test(sql)) continue;
        const { rows } = await client.query<Record<string, unknown>>(
          `EXPLAIN (FORMAT JSON) ${sql}`,
          [...parameters],
        );
        const plans = z
          .array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.unknown() })) }))
          .parse(rows);
        const open = plans.flatMap((row) =>
          row['QUERY PLAN'].flatMap(({ Plan }) => unrestricted(Plan, fairId)),
        );
        const inserts = /^insert/i.test(sql) && !parameters.includes(fairId);
        if (open.length > 0 || inserts) across.push(sql);
      }
      const names = across.map(
        (sql) => Object.entries(ACROSS).find(([, begins]) => begins.test(sql))?.[0] ?? sql,
      );
      expect(new Set(names)).toEqual(new Set(Object.keys(ACROSS)));
    });
  },
);

function distinct(statements: readonly CompiledQuery[]): CompiledQuery[] {
  return [...new Map(statements.map((statement) => [statement.sql, statement])).values()];
}

const node = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().exactOptional(),
  'Index Cond': z.string().exactOptional(),
  'Recheck Cond': z.string().exactOptional(),
  Filter: z.string().exactOptional(),
  Plans: z.array(z.unknown()).exactOptional(),
});

/** The tables of a plan that it reads of other fairs, too. */
function unrestricted(plan: unknown, fair: string): string[] {
  const { 'Node Type': type, 'Relation Name': table, Plans = [], ...conditions } = node.parse(plan);
  const below = Plans.flatMap((each) => unrestricted(each, fair));
  if (table === undefined || table === 'schema_version' || type === 'ModifyTable') return below;
  const { 'Index Cond': index = '', 'Recheck Cond': again = '', Filter: filter = '' } = conditions;
  const restricted = `${index} ${again} ${filter}`;
  return restricted.includes(`fair_id = '${fair}'::text`) ? below : [table, ...below];
}
