import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samePerson } from '../../electron/station/store/same-person.ts';
import { openDatabase } from '../../electron/station/store/database.ts';
import { LEDGER_FILE } from '../../electron/station/store/damage.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { gather } from '../../server/ingest/tally.ts';
import { authorityOf } from '../../shared/authority.ts';
import { type Happening, readFact } from '../../shared/facts.ts';
import {
  type Attacked,
  attacked,
  Chain,
  loadSigning,
  random,
  type Signing,
} from '../sync/forged.ts';

const everythingThere = { hasClocks: true, hasTargets: true };

/** A thief's flood of pseudonyms that begin like a victim's must not make each further fact cost more. */

const BOOTH = 4;
const VICTIM = 'ab'.repeat(16);
const CODE = VICTIM.slice(0, 10).padEnd(32, '0');
const lookAlike = (): string => `${VICTIM.slice(0, 10)}${random(11)}`;
const visit = (booth: string): Happening => ({ kind: 'visit', what: { booth } });
const FLOODS = [
  ['at a booth that is not its own', 'B01', false],
  ['at its own booth', 'A01', false],
  ['at its own booth, with the short code typed', 'A01', true],
] as const;

let signing: Signing;
let thief: Chain;
beforeAll(async () => {
  signing = await loadSigning();
});

/** As many facts about look-alikes, and two honest ones of the victim. */
function flood(booth: string, typed: boolean, times: number) {
  if (typed) thief.add(visit('A01'), CODE);
  for (let n = 0; n < times; n += 1) thief.add(visit(booth), lookAlike());
  thief.add(visit('A01'), VICTIM);
  thief.add(visit('A02'), VICTIM);
  return thief.upload();
}

describe('at a server', () => {
  let server: Attacked;
  beforeEach(async () => {
    thief = new Chain(signing, BOOTH);
    const stations = signing.sample.fair.stations.map((each) => ({ ...each, mayBe: [] }));
    server = await attacked(signing, { stations });
  });
  afterEach(() => server[Symbol.asyncDispose]());

  /** Statements and rows for the next fact about the victim, and for one more look-alike. */
  async function costs(): Promise<readonly number[]> {
    const read = { statements: 0, rows: 0 };
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        read.statements += 1;
        read.rows += result.rows.length;
        return result;
      },
    };
    const fair = {
      ...signing.sample.fair,
      stations: signing.sample.fair.stations.map((each) => ({ ...each, mayBe: [] })),
    };
    const db = server.storage.db.withPlugin(counting);
    for (const pseudonym of [VICTIM, lookAlike()]) {
      thief.add(visit('A03'), pseudonym);
      const chained = readFact(thief.facts.at(-1)?.text ?? '')?.chained;
      if (chained) await gather(db, fair, [{ chained, pseudonym }], everythingThere);
    }
    return [read.statements, read.rows];
  }

  it.each(FLOODS)('each fact costs the same after a flood %s (P16)', async (_, booth, typed) => {
    await server.send(BOOTH, flood(booth, typed, 4));
    const [statements = 0, rows = 0] = await costs();
    thief = new Chain(signing, BOOTH);
    await server.send(BOOTH, flood(booth, typed, 200));
    const after = await costs();
    // All that is the victim's own came twice.
    expect(after[0]).toBe(statements);
    expect(after[1]).toBeLessThanOrEqual(2 * rows);
  });
});

describe('at a station', () => {
  it.each(FLOODS)(
    'as many names are one person’s after a flood %s (P16)',
    async (_, booth, typed) => {
      thief = new Chain(signing, BOOTH);
      const folder = await mkdtemp(join(tmpdir(), 'chunfeng-look-alikes-'));
      const fair = { ...signing.sample.fair };
      const stations = fair.stations.map((each) => ({ ...each, mayBe: [] }));
      const store = await storeIn(folder, {
        fair: fair.id,
        slot: 8,
        now: () => 0,
        authority: () => authorityOf({ ...fair, stations }),
      });
      const names = [];
      for (const times of [4, 200]) {
        store.learn(flood(booth, typed, times).facts);
        const db = openDatabase(join(folder, LEDGER_FILE));
        names.push([samePerson(db).all(VICTIM).size, samePerson(db).all(lookAlike()).size]);
        db.close();
      }
      expect(names[1]).toEqual(names[0]);
      store.close();
      await rm(folder, { recursive: true });
    },
  );
});
