import { createHash } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorityOf, judged } from '../../shared/authority.ts';
import { chainedText } from '../../shared/chain.ts';
import type { Fact, Happening, PersonalFact } from '../../shared/facts.ts';
import type { Fair } from '../../shared/fair.ts';
import type { SyncFault, WireFact } from '../../shared/sync/wire.ts';
import type { Result } from '../../shared/result.ts';
import {
  anyHistory,
  BEGIN_MS,
  type Deed,
  factsOf,
  HISTORY_FAIR,
  HISTORY_STATIONS,
} from '../../shared/tally/testing/any-history.ts';
import { STOLEN_BOOTH_EVIDENCE, stolenBooth } from '../../shared/tally/testing/stolen-booth.ts';
import { tallyKey, tallyOf } from '../../shared/tally/fold.ts';
import { coverageOf } from '../organiser/coverage.ts';
import { keepOffer, takeOffer } from '../fairs/enrolments.ts';
import { anyHomes } from '../testing/any-homes.ts';
import { historyFair, signedHead, strictFair, uploadOf, wireOf } from '../testing/any-stations.ts';
import type { Storage } from '../storage/homes.ts';
import { openPostgres } from '../storage/postgres-home.ts';
import type { News } from '../storage/news.ts';
import { ensureEpoch, isKept, receiptOf } from '../exchange/receipts.ts';
import { newestEpoch } from './counted-by.ts';
import type { Branch } from './branch.ts';
import { evidenceOf } from './evidence.ts';
import { ingest } from './ingest.ts';
import { judgeAgain, rebuild } from './tally.ts';

/** SQLite, PGlite and a real PostgreSQL, if this machine has one, must behave the same. */

const { homes, postgres, end } = await anyHomes();
afterAll(end);

interface Chain {
  readonly slot: number;
  readonly facts: readonly WireFact[];
}

const personal = ({ chained, person }: Fact): PersonalFact => ({
  chained,
  ...(person && { pseudonym: person.pseudonym }),
  ...(person?.blank !== undefined && { blank: person.blank }),
});

function chainsOf(facts: readonly Fact[]): Chain[] {
  return HISTORY_STATIONS.flatMap((slot) => {
    const own = facts.filter(({ chained }) => chained.station === slot);
    return own.length === 0
      ? []
      : [{ slot, facts: own.map((fact) => wireOf(fact, chainedText(fact.chained))) }];
  });
}

const heldBack = ({ slot, facts }: Chain): Chain => ({
  slot,
  facts: facts.map(({ opening: _opening, ...fact }) => fact),
});

const headOf = ({ slot, facts }: Chain, seq = facts.length) =>
  signedHead(slot, `0000000${slot}`, { seq, hash: facts[seq - 1]?.hash ?? '' });

describe.skipIf(postgres === undefined)('PostgreSQL (this machine has only PGlite)', () => {
  it('is tested like the other databases', () => expect(homes).toHaveLength(3));
});

describe.runIf(postgres)('a server on PostgreSQL', () => {
  it('survives a connection that ends during a transaction', async () => {
    const url = postgres?.url ?? '';
    const opened = await openPostgres(url);
    if (!opened.ok) throw new Error(opened.fault.kind);
    const held = opened.value;
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', ['held']);
    const waits = expect(held.exclusively('held', async () => 'done')).rejects.toThrow();
    const terminated = async () => {
      const { rowCount } = await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory'`,
      );
      return rowCount;
    };
    await expect.poll(terminated).toBe(1);
    await waits;
    await admin.query('SELECT pg_advisory_unlock_all()');
    expect(await held.exclusively('held', async () => 'done')).toBe('done');
    await admin.end();
    await held.close();
  });
});

describe.each(homes)('what stations send, on %s', (home, open) => {
  let storage: Storage;
  beforeAll(async () => {
    const opened = await open();
    if (!opened.ok) throw new Error(opened.fault.kind);
    storage = opened.value;
    const columns = { name_zh: '', name_en: '', first_day: '', last_day: '' };
    await storage.db
      .insertInto('fair')
      .values({
        fair_id: HISTORY_FAIR,
        revision: 1,
        text: '',
        signature: '',
        secret: '',
        rules: 0,
        ...columns,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
  afterAll(() => storage.close());
  beforeEach(empty);

  async function empty(): Promise<void> {
    for (const table of ['fact', 'branch', 'tally', 'fork', 'erasure', 'evidence'] as const) {
      await storage.db.deleteFrom(table).execute();
    }
  }

  async function send(
    chain: Chain,
    from: number,
    to: number,
    head = headOf(chain),
    fair = historyFair,
  ): Promise<Result<Branch, SyncFault>> {
    const upload = uploadOf(chain.slot, chain.facts.slice(from, to), head);
    return ingest(storage, { fair, slot: chain.slot, upload, now: 0 });
  }

  async function prove(chain: Chain, fair: Fair): Promise<void> {
    const { incarnation, ...upload } = uploadOf(chain.slot, [], headOf(chain));
    const proofs = chain.facts.flatMap(({ opening }, i) =>
      opening ? [{ incarnation, seq: i + 1, opening }] : [],
    );
    const proven = { ...upload, incarnation, proofs };
    const answer = await ingest(storage, { fair, slot: chain.slot, upload: proven, now: 0 });
    expect(answer).toMatchObject({ ok: true });
  }

  async function tally(): Promise<Map<string, number>> {
    const rows = await storage.db.selectFrom('tally').selectAll().execute();
    return sorted(
      rows.map(({ scope, figure, slice, value }) => [`${scope} ${figure} ${slice}`, value]),
    );
  }

  const sorted = (entries: Iterable<[string, number]>): Map<string, number> =>
    new Map([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));

  it('counts the same in any portions, with repeats, late proofs, and after a rebuild (P13, P22)', async () => {
    const cuts = fc.array(
      fc.record({
        pick: fc.nat(),
        size: fc.nat(9),
        back: fc.nat(4),
        // A hub on the way holds back whom the facts are about.
        isHeldBack: fc.nat(3).map((n) => n === 0),
      }),
      { maxLength: 30 },
    );
    const anyFair = fc.constantFrom(historyFair, strictFair);
    await fc.assert(
      fc.asyncProperty(anyHistory, cuts, anyFair, async (history, deliveries, fair) => {
        await empty();
        const facts = factsOf(history);
        const chains = chainsOf(facts);
        const acked = new Map(chains.map(({ slot }) => [slot, 0]));
        for (const { pick, size, back, isHeldBack } of deliveries) {
          const whole = chains[pick % chains.length];
          if (!whole) continue;
          const chain = isHeldBack ? heldBack(whole) : whole;
          const at = acked.get(chain.slot) ?? 0;
          const from = Math.max(0, at - back);
          const to = Math.min(chain.facts.length, from + size);
          const answer = await send(chain, from, to, headOf(chain), fair);
          expect(answer.ok).toBe(true);
          if (answer.ok) acked.set(chain.slot, answer.value.acked.seq);
        }
        for (const chain of chains) {
          const at = acked.get(chain.slot) ?? 0;
          const answer = await send(chain, at, chain.facts.length, headOf(chain), fair);
          expect(answer).toMatchObject({ ok: true, value: { proven: chain.facts.length } });
          await prove(chain, fair);
        }
        const folded = tallyOf(facts.map(personal), { ...fair, authority: authorityOf(fair) });
        expect(await tally()).toEqual(sorted(folded));
        const evidence = await evidenceOf(storage.db, fair.id);
        await rebuild(storage.db, fair);
        expect(await evidenceOf(storage.db, fair.id)).toEqual(evidence);
        expect(await tally()).toEqual(sorted(folded));
      }),
      // The seed is enough to find a failure: shrinking through a database takes too long.
      { numRuns: home === 'SQLite' ? 80 : 12, endOnFailure: true },
    );
  });

  it('takes a station’s backlog again after a stranger’s fact made it drop the unproven', async () => {
    const visits = (booth: string): Deed[] =>
      Array.from({ length: 9 }, (_, n) => ({
        station: 1,
        nowMs: BEGIN_MS + n * 90_000,
        person: String(n).repeat(32),
        does: { kind: 'plain', happening: { kind: 'visit', what: { booth } } },
        names: [],
      }));
    const [own] = chainsOf(factsOf(visits('A01')));
    const [other] = chainsOf(factsOf(visits('A02')));
    if (!own || !other) throw new Error('no chain');
    await send(own, 0, 2, headOf(own, 2));
    // A backlog under the head of before, as when the last portion is still to come.
    await send(own, 2, 8, headOf(own, 2));
    const strange = await send(other, 8, 9, headOf(own, 2));
    expect(strange).toMatchObject({
      ok: false,
      fault: { kind: 'does-not-fit', acked: { seq: 2 } },
    });
    const again = await send(own, 2, 9);
    expect(again).toMatchObject({ ok: true, value: { acked: { seq: 9 }, proven: 9 } });
    const kept = await storage.db.selectFrom('fact').select('seq').orderBy('seq').execute();
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('leaves a typed code to nobody where a bound pass and a stranger begin alike (F25)', async () => {
    const [person, pass, stranger] = [
      '5'.repeat(32),
      'b1'.repeat(16),
      'b1b1b1b1b1'.padEnd(32, '7'),
    ];
    const deed = (station: 1 | 2, minute: number, who: string, happening: Happening): Deed => ({
      station,
      nowMs: BEGIN_MS + minute * 60_000,
      person: who,
      does: { kind: 'plain', happening },
      names: [],
    });
    const visit = (booth: string): Happening => ({ kind: 'visit', what: { booth } });
    const facts = factsOf([
      deed(1, 0, person, { kind: 'bind', what: { blank: pass } }),
      deed(1, 1, stranger, visit('A01')),
      deed(2, 2, pass.slice(0, 10).padEnd(32, '0'), visit('A01')),
      deed(2, 3, person, visit('A01')),
    ]);
    for (const chain of chainsOf(facts)) {
      expect(await send(chain, 0, chain.facts.length)).toMatchObject({ ok: true });
    }
    const authority = authorityOf(historyFair);
    expect(await tally()).toEqual(
      sorted(tallyOf(facts.map(personal), { ...historyFair, authority })),
    );
    expect((await tally()).get('all visitors ')).toBe(3);
  });

  it('counts the same with a stolen booth’s key as without (P4, P5, P6, P7, P10)', async () => {
    const { honest, everything } = stolenBooth();
    const sendAll = async (facts: readonly Fact[]): Promise<void> => {
      for (const chain of chainsOf(facts)) {
        const answer = await send(chain, 0, chain.facts.length, headOf(chain), strictFair);
        expect(answer).toMatchObject({ ok: true, value: { proven: chain.facts.length } });
      }
    };
    await sendAll(honest);
    const undisturbed = await tally();
    await empty();
    await sendAll(everything.toReversed().toSorted((a, b) => a.chained.seq - b.chained.seq));
    expect(await tally()).toEqual(undisturbed);
    const { unauthorised } = await coverageOf(storage, strictFair);
    expect(unauthorised).toEqual(STOLEN_BOOTH_EVIDENCE);
    const kept = await storage.db.selectFrom('fact').select('seq').execute();
    expect(kept).toHaveLength(everything.length);
  });

  it('counts what a revision allows, whenever it arrives (P13)', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(), async (history, pick) => {
        await empty();
        const facts = factsOf(history);
        const chains = chainsOf(facts);
        const cut = (chain: Chain): number => pick % (chain.facts.length + 1);
        for (const chain of chains) await send(chain, 0, cut(chain), headOf(chain), strictFair);
        await judgeAgain(storage.db, historyFair);
        for (const chain of chains) await send(chain, cut(chain), chain.facts.length);
        const rights = { ...historyFair, authority: authorityOf(historyFair) };
        expect(await tally()).toEqual(sorted(tallyOf(facts.map(personal), rights)));
        const left = judged(facts.map(personal), rights.authority).evidence.length;
        const shown = await evidenceOf(storage.db, historyFair.id);
        expect(shown.reduce((sum, each) => sum + each.facts, 0)).toBe(left);
      }),
      { numRuns: home === 'SQLite' ? 8 : 2, endOnFailure: true },
    );
  });

  it('gives a station’s file to the first machine with its code, and no other', async () => {
    const code = 'ab'.repeat(16);
    const codeHash = createHash('sha256').update(code).digest('hex');
    const take = (claim: string, now: number, fair = HISTORY_FAIR) =>
      takeOffer(storage, fair, { code, claim: claim.repeat(16) }, now);
    await storage.db.deleteFrom('enrolment').execute();
    await keepOffer(storage, HISTORY_FAIR, { codeHash, slot: 1, file: 'sealed', minutes: 10 }, 0);
    expect(await take('01', 700_000)).toMatchObject({ fault: { kind: 'expired' } });
    expect(await take('01', 1, '00000000')).toMatchObject({ fault: { kind: 'no-such-code' } });
    const both = await Promise.all([take('01', 1), take('02', 1)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [first, second] = both[0].ok ? ['01', '02'] : ['02', '01'];
    expect(await take(first, 2)).toEqual({ ok: true, value: { file: 'sealed' } });
    expect(await take(second, 2)).toMatchObject({ fault: { kind: 'taken' } });
  });

  it('knows its own receipts, and none for more than it holds (P60, P61, P63)', async () => {
    const signed = { text: '', signature: '' };
    const kept = { fair: historyFair, signed, secret: 'secret', isArchived: false };
    const isOurs = (receipt: string) => isKept(storage, kept, receipt);
    const epochs = () => storage.db.selectFrom('epoch').select(['number', 'writes']).execute();
    await storage.db.deleteFrom('epoch').execute();
    await ensureEpoch(storage, HISTORY_FAIR);
    await ensureEpoch(storage, HISTORY_FAIR);
    const [chain] = chainsOf(factsOf([{ ...visitAt(1_803_690_000_000), station: 1 }]));
    if (!chain) throw new Error('no chain');
    const before = receiptOf(kept, await newestEpoch(storage.db, kept.fair.id));
    await send(chain, 0, 1);
    const after = receiptOf(kept, await newestEpoch(storage.db, kept.fair.id));
    expect(await epochs()).toEqual([{ number: 1, writes: 1 }]);
    expect(await isOurs(before)).toBe(true);
    expect(await isOurs(after)).toBe(true);
    // The whole machine is put back while it runs.
    await storage.db
      .updateTable('epoch')
      .set({ writes: 0 })
      .where('fair_id', '=', HISTORY_FAIR)
      .execute();
    expect(await isOurs(after)).toBe(false);
    await send(chain, 0, 1);
    await send(chain, 0, 1);
    expect(await isOurs(after)).toBe(false);
    expect(await isOurs(before)).toBe(true);
    expect(await isOurs(`${after.slice(0, -1)}!`)).toBe(false);
    expect(await isKept(storage, { ...kept, secret: 'of another database' }, before)).toBe(false);
    expect((await epochs()).map(({ number }) => number)).toEqual([1, 2]);
  });

  const visitAt = (nowMs: number) => ({
    nowMs,
    person: 'aa'.repeat(16),
    does: {
      kind: 'plain' as const,
      happening: { kind: 'visit' as const, what: { booth: 'A01' } },
    },
    names: [],
  });

  describe('a station’s chain', () => {
    const chain = (): Chain => {
      const facts: Fact[] = factsOf(
        Array.from({ length: 12 }, (_, i) => ({
          station: 1,
          nowMs: 1_803_690_000_000 + i * 120_000,
          person: String(10 + i).repeat(16),
          does: {
            kind: 'plain' as const,
            happening: { kind: 'checkin' as const, what: { means: 'card', lane: 'self' } as const },
          },
          names: [],
        })),
      );
      const [own] = chainsOf(facts);
      if (!own) throw new Error('no chain');
      return own;
    };
    const attendees = async (): Promise<number | undefined> =>
      (await tally()).get(tallyKey({ scope: 'all', figure: 'attendees', slice: '' }));

    it('counts nothing until a signed head covers it', async () => {
      const own = chain();
      expect(await send(own, 0, 5)).toMatchObject({ ok: true, value: { proven: 0 } });
      expect(await attendees()).toBeUndefined();
      expect(await send(own, 5, 12)).toMatchObject({ ok: true, value: { proven: 12 } });
      expect(await attendees()).toBe(12);
    });

    it('is announced with its sender once it counts', async () => {
      const own = chain();
      const heard = new Promise<News>((resolve) => {
        const stopListening = storage.onNews((news) => {
          stopListening();
          resolve(news);
        });
      });
      await send(own, 0, 5);
      await send(own, 5, 12);
      expect(await heard).toEqual({ fair: HISTORY_FAIR, from: 1, places: null, everyone: false });
    });

    it('changes nothing when it arrives twice', async () => {
      const own = chain();
      await send(own, 0, 12);
      expect(await send(own, 0, 12)).toMatchObject({ ok: true, value: { acked: { seq: 12 } } });
      expect(await attendees()).toBe(12);
    });

    it('is stored character for character, including special characters', async () => {
      const [own] = chainsOf(
        factsOf(
          ['\\N', 'tab\tline\r\nend', '"\\."', '李\u2028🌸'].map((enteredBy, i) => ({
            station: 1,
            nowMs: 1_803_690_000_000 + i,
            does: {
              kind: 'plain' as const,
              happening: {
                kind: 'paper' as const,
                what: { booth: 'A01', visits: 1, source: `S${i}`, enteredBy },
              },
            },
            names: [],
          })),
        ),
      );
      if (!own) throw new Error('no chain');
      expect(await send(own, 0, 4)).toMatchObject({ ok: true, value: { proven: 4 } });
      const rows = await storage.db.selectFrom('fact').select('text').orderBy('seq').execute();
      expect(rows.map(({ text }) => text)).toEqual(own.facts.map(({ text }) => text));
    });

    it('is refused if it has a gap, and the answer says where to begin', async () => {
      const own = chain();
      await send(own, 0, 4, headOf(own, 4));
      expect(await send(own, 6, 12)).toMatchObject({
        ok: false,
        fault: { kind: 'does-not-fit', acked: { seq: 4 } },
      });
      expect(await attendees()).toBe(4);
    });

    it('is refused as a whole if one fact was altered in transit', async () => {
      const own = chain();
      const facts = own.facts.map((fact, i) =>
        i === 5 ? { ...fact, text: fact.text.replace('"card"', '"pass"') } : fact,
      );
      expect(await send({ ...own, facts }, 0, 12, headOf(own))).toMatchObject({
        fault: { kind: 'does-not-fit' },
      });
      expect(await attendees()).toBeUndefined();
    });

    it('is refused under another station’s signature', async () => {
      const own = chain();
      const { hash = '' } = own.facts[11] ?? {};
      const forged = signedHead(2, '00000001', { seq: 12, hash });
      expect(await send(own, 0, 12, forged)).toMatchObject({ fault: { kind: 'not-signed' } });
    });

    it('is kept as a fork, uncounted, if its past differs from what arrived', async () => {
      const own = chain();
      await send(own, 0, 12);
      const other = factsOf(
        Array.from({ length: 3 }, (_, i) => ({
          station: 1,
          nowMs: 1_803_700_000_000 + i,
          person: 'aa'.repeat(16),
          does: {
            kind: 'plain' as const,
            happening: { kind: 'visit' as const, what: { booth: 'A01' } },
          },
          names: [],
        })),
      );
      const [forked] = chainsOf(other);
      if (!forked) throw new Error('no chain');
      expect(await send(forked, 0, 3)).toMatchObject({ fault: { kind: 'forked', seq: 1 } });
      expect(await storage.db.selectFrom('fork').select('seq').execute()).toHaveLength(3);
      expect(await attendees()).toBe(12);
    });

    it('is no answer to a question under another head, which hears where ours goes (P64, P65)', async () => {
      const own = chain();
      await send(own, 0, 12);
      const headAt = (seq: number) => ({ seq, hash: own.facts[seq - 1]?.hash });
      const ask = (seq: number, hash = headAt(seq).hash ?? '') =>
        send(own, 0, 0, signedHead(1, '00000001', { seq, hash }));
      expect(await ask(12)).toMatchObject({ ok: true });
      expect(await ask(7)).toMatchObject({ ok: true });
      const fault = { kind: 'forked', trail: [...[12, 11, 10, 8, 4].map(headAt), { seq: 0 }] };
      expect(await ask(12, 'f'.repeat(64))).toMatchObject({ fault });
      expect(await ask(7, 'f'.repeat(64))).toMatchObject({ fault });
      expect(await send({ ...own, facts: own.facts.slice(0, 1) }, 0, 1)).toMatchObject({
        ok: true,
      });
    });

    it('may not be continued after another past (P65)', async () => {
      const own = chain();
      const [other] = chainsOf(factsOf([{ ...visitAt(1_803_700_000_000), station: 1 }]));
      if (!other) throw new Error('no chain');
      await send(other, 0, 1, headOf(other));
      expect(await send(own, 1, 12)).toMatchObject({ fault: { kind: 'forked', seq: 1 } });
    });

    it('replaces unsigned facts that a stranger sent in its name', async () => {
      const own = chain();
      const later = headOf(own);
      const strangers = chainsOf(
        factsOf([
          {
            station: 1,
            nowMs: 1_803_700_000_000,
            person: 'bb'.repeat(16),
            does: {
              kind: 'plain',
              happening: { kind: 'visit', what: { booth: 'A01' } },
            },
            names: [],
          },
        ]),
      );
      const [stranger] = strangers;
      if (!stranger) throw new Error('no chain');
      // Someone on the network has a head that the station once signed, and facts of their own.
      expect(await send(stranger, 0, 1, later)).toMatchObject({ ok: true, value: { proven: 0 } });
      expect(await send(own, 0, 12)).toMatchObject({ ok: true, value: { proven: 12 } });
      expect(await attendees()).toBe(12);
    });
  });
});
