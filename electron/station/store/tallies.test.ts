import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Authority, authorityOf, type FairRights, judged } from '../../../shared/authority.ts';
import { chainedText } from '../../../shared/chain.ts';
import {
  chainedFactSchema,
  type Fact,
  type FactRef,
  type Happening,
  type PersonalFact,
  refOf,
} from '../../../shared/facts.ts';
import {
  anyHistory,
  type Deed,
  factsOf,
  happeningOf,
  HISTORY_FAIR,
  HISTORY_RIGHTS,
  HISTORY_STATIONS,
} from '../../../shared/tally/testing/any-history.ts';
import { STOLEN_BOOTH_EVIDENCE, stolenBooth } from '../../../shared/tally/testing/stolen-booth.ts';
import { shortOf } from '../../../shared/pass.ts';
import { anything, CHINA } from '../../../shared/tally/testing/written-facts.ts';
import { behindFigure } from '../../../shared/report/behind.ts';
import { tallyKey, tallyOf } from '../../../shared/tally/fold.ts';
import type { WireFact } from '../../../shared/sync/wire.ts';
import { type Database, openDatabase } from './database.ts';
import { factRows } from './fact-rows.ts';
import { personal } from './kept-facts.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { migrate } from './migrations/index.ts';

let folder = '';
let made = 0;
let open: Database[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-tallies-'));
});
afterEach(async () => {
  shutAll();
  await rm(folder, { recursive: true });
});

function shutAll(): void {
  for (const db of open) db.close();
  open = [];
}

interface Kiosk {
  readonly ledger: Ledger;
  readonly facts: () => PersonalFact[];
  readonly clock: { ms: number };
  /** By which it judges facts: the newest revision. */
  readonly newest: { authority: Authority };
}

function kiosk(slot: number, file = join(folder, `${(made += 1)}.db`), rights?: FairRights): Kiosk {
  let drawn = 0;
  const db = openDatabase(file);
  open.push(db);
  migrate(db);
  const clock = { ms: 0 };
  const newest = { authority: rights ? authorityOf(rights) : anything };
  const ledger = openLedger(db, {
    fair: HISTORY_FAIR,
    slot,
    ...CHINA,
    authority: () => newest.authority,
    revision: () => 1,
    now: () => clock.ms,
    randomBytes: (length) => {
      drawn += 1;
      return createHash('sha256').update(`${slot} ${drawn}`).digest().subarray(0, length);
    },
    onClockJump: () => undefined,
  });
  const rows = factRows(db);
  return {
    clock,
    newest,
    ledger,
    facts: () =>
      [...rows.branch(slot, ledger.incarnation, 0)].map(({ text, hash, opening }) =>
        personal({
          chained: chainedFactSchema.parse(JSON.parse(text)),
          hash,
          ...(opening && { person: opening }),
        }),
      ),
  };
}

function wireOfFact({ chained, hash, person }: Fact): WireFact {
  return {
    text: chainedText(chained),
    hash,
    ...(person?.salt !== undefined && {
      opening: { ...person, salt: person.salt },
    }),
  };
}

function tallyIn({ ledger }: Kiosk): Map<string, number> {
  return sorted(ledger.tallies().map((row) => [tallyKey(row), row.value]));
}

const evidenceIn = ({ ledger }: Kiosk): number =>
  ledger.unauthorised().reduce((sum, { facts }) => sum + facts, 0);

function sorted(entries: Iterable<[string, number]>): Map<string, number> {
  return new Map([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same history at real stations, each with its own file. */
function lived(history: readonly Deed[], afterEachDeed: (at: Kiosk) => void): Kiosk[] {
  const kiosks = new Map<number, Kiosk>(HISTORY_STATIONS.map((slot) => [slot, kiosk(slot)]));
  const refs: (FactRef | undefined)[] = [];
  for (const deed of history) {
    const at = kiosks.get(deed.station);
    const happening = happeningOf(deed, refs);
    if (!at || !happening) {
      refs.push(undefined);
      continue;
    }
    at.clock.ms = deed.nowMs;
    const { person } = deed;
    const [fact] = at.ledger.append([{ happening, ...(person !== undefined && { person }) }]);
    refs.push(fact && refOf(fact.chained));
    afterEachDeed(at);
  }
  return [...kiosks.values()];
}

describe('the figures beside the ledger', () => {
  it('equal the fold of all facts, also after a rebuild', () => {
    fc.assert(
      fc
        .property(anyHistory, (history) => {
          const kiosks = lived(history, (at) => {
            expect(tallyIn(at)).toEqual(sorted(tallyOf(at.facts(), CHINA)));
          });
          for (const at of kiosks) {
            const before = tallyIn(at);
            expect([...before].filter(([, value]) => value <= 0)).toEqual([]);
            at.ledger.rebuildTallies();
            expect(tallyIn(at)).toEqual(before);
            expect(at.ledger.verify().ok).toBe(true);
          }
        })
        .afterEach(shutAll),
      { numRuns: 25 },
    );
  });

  it('leave a short code to nobody where a bound pass and a stranger begin alike (F25)', () => {
    const [person, pass, stranger] = [
      '5'.repeat(32),
      'b1'.repeat(16),
      'b1b1b1b1b1'.padEnd(32, '7'),
    ];
    const { ledger } = kiosk(1);
    const wrote = (who: string, happening: Happening) =>
      ledger.append([{ happening, person: who }]);
    const visit: Happening = { kind: 'visit', what: { booth: 'A01' } };
    wrote(person, { kind: 'bind', what: { blank: pass } });
    wrote(stranger, visit);
    expect(ledger.aliasesOf(person)).toEqual([pass, shortOf(person)]);
    wrote(shortOf(pass), visit);
    wrote(person, visit);
    const visitors = () =>
      ledger
        .tallies()
        .find((row) => row.scope === 'all' && row.figure === 'visitors' && row.slice === '')?.value;
    expect(visitors()).toBe(3);
    ledger.rebuildTallies();
    expect(visitors()).toBe(3);
  });

  it('are the same in whatever order others’ facts are heard (F18, F50)', () => {
    const heard = anyHistory.chain((history) => {
      const facts = factsOf(history);
      const whole = { minLength: facts.length, maxLength: facts.length };
      return fc.record({
        facts: fc.constant(facts),
        order: fc.shuffledSubarray(facts, whole),
        atOnce: fc.integer({ min: 1, max: 40 }),
      });
    });
    fc.assert(
      fc
        .property(heard, ({ facts, order, atOnce }) => {
          const organiser = kiosk(9, ':memory:');
          for (let at = 0; at < order.length; at += atOnce) {
            organiser.ledger.learn(order.slice(at, at + atOnce).map(wireOfFact));
          }
          expect(tallyIn(organiser)).toEqual(sorted(tallyOf(facts.map(personal), CHINA)));
        })
        .afterEach(shutAll),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('hold nothing of a stolen booth’s key, in any order of hearing (P4, P10, P13)', () => {
    const { honest, everything } = stolenBooth();
    const mixed = fc.shuffledSubarray(everything, { minLength: everything.length });
    const folding = { ...CHINA, authority: authorityOf(HISTORY_RIGHTS) };
    const undisturbed = sorted(tallyOf(honest.map(personal), folding));
    expect(sorted(tallyOf(everything.map(personal), folding))).toEqual(undisturbed);
    fc.assert(
      fc
        .property(mixed, (order) => {
          const organiser = kiosk(9, ':memory:', HISTORY_RIGHTS);
          organiser.ledger.learn(order.map(wireOfFact));
          expect(tallyIn(organiser)).toEqual(undisturbed);
          expect(organiser.ledger.unauthorised()).toEqual(STOLEN_BOOTH_EVIDENCE);
          organiser.ledger.rebuildTallies();
          expect(tallyIn(organiser)).toEqual(undisturbed);
          expect(organiser.ledger.unauthorised()).toEqual(STOLEN_BOOTH_EVIDENCE);
        })
        .afterEach(shutAll),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('follow a revision that allows more, whenever it arrives (P11, P13, P15)', () => {
    const heard = anyHistory.chain((history) => {
      const facts = factsOf(history);
      return fc.record({
        order: fc.shuffledSubarray(facts, { minLength: facts.length }),
        cut: fc.nat(facts.length),
      });
    });
    const folding = { ...CHINA, authority: authorityOf(HISTORY_RIGHTS) };
    fc.assert(
      fc
        .property(heard, ({ order, cut }) => {
          const organiser = kiosk(9, ':memory:', HISTORY_RIGHTS);
          const { ledger } = organiser;
          const early = order.slice(0, cut);
          ledger.learn(early.map(wireOfFact));
          expect(tallyIn(organiser)).toEqual(sorted(tallyOf(early.map(personal), folding)));
          const { evidence } = judged(early.map(personal), folding.authority);
          expect(evidenceIn(organiser)).toBe(evidence.length);
          ledger.rebuildTallies();
          expect(evidenceIn(organiser)).toBe(evidence.length);
          organiser.newest.authority = anything;
          ledger.judgeAgain();
          ledger.learn(order.slice(cut).map(wireOfFact));
          expect(tallyIn(organiser)).toEqual(sorted(tallyOf(order.map(personal), CHINA)));
          expect(ledger.unauthorised()).toEqual([]);
        })
        .afterEach(shutAll),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it('move to the right hour when a jump is heard last (F18, F50)', () => {
    const person = '11'.repeat(16);
    const gate = kiosk(1, ':memory:');
    gate.clock.ms = 1_803_690_000_000;
    gate.ledger.append([
      {
        happening: {
          kind: 'clock',
          what: { change: 'learnt', offsetMs: 3 * 3_600_000, source: 'server' },
        },
      },
    ]);
    gate.clock.ms -= 7_200_000;
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    const [learnt, jump, checkin] = gate.ledger.wireAfter(gate.ledger.incarnation, 0, 9);
    const organiser = kiosk(9, ':memory:');
    for (const fact of [learnt, checkin, jump]) if (fact) organiser.ledger.learn([fact]);
    expect(tallyIn(organiser)).toEqual(tallyIn(gate));
  });

  it('leave out a fact whose retraction came first (F21, F50)', () => {
    const gate = kiosk(1);
    const person = '11'.repeat(16);
    gate.clock.ms = 1_803_690_000_000;
    const next = `1.${gate.ledger.incarnation}.2`;
    gate.ledger.append([{ happening: { kind: 'retract', what: { fact: next } } }]);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    expect(gate.ledger.tallies()).toEqual([]);
    gate.ledger.append([
      { happening: { kind: 'checkin', what: { means: 'card', lane: 'self' } }, person },
    ]);
    expect(gate.ledger.tally('all', 'attendees')).toBe(1);
    expect(gate.ledger.tally('all', 'entries')).toBe(1);
  });

  it('open to the facts that they count', () => {
    fc.assert(
      fc
        .property(anyHistory, (history) => {
          for (const { ledger } of lived(history, () => undefined)) {
            const portions = [...ledger.everything()];
            for (const { scope, figure, slice, value } of ledger.tallies()) {
              const counted = [{ figure, slices: [slice] }];
              const opened = behindFigure({ booths: [] }, { scope, counted }, ledger.rules());
              for (const facts of portions) opened.see(facts);
              const found = opened.found();
              expect(found.value).toBe(value);
              // Counts from paper have no hour.
              if (figure.startsWith('paper')) continue;
              const sum = found.facts.reduce((all, { counts }) => all + counts, 0);
              expect(sum).toBe(value);
            }
          }
        })
        .afterEach(shutAll),
      { numRuns: 4 },
    );
  });

  it('are the same when asked by scope, figure and slice', () => {
    fc.assert(
      fc
        .property(anyHistory, (history) => {
          for (const { ledger } of lived(history, () => undefined)) {
            for (const { scope, figure, slice, value } of ledger.tallies()) {
              expect(ledger.tally(scope, figure, slice)).toBe(value);
            }
          }
        })
        .afterEach(shutAll),
      { numRuns: 5 },
    );
  });
});

describe('two stations without a network', () => {
  it('both let a person in: one attendee, two entries (F31, F34)', () => {
    const person = '11'.repeat(16);
    const kiosks = [kiosk(1), kiosk(2)];
    for (const [i, at] of kiosks.entries()) {
      at.clock.ms = 1_803_690_000_000 + i * 120_000;
      const what = { means: 'card', lane: 'self' } as const;
      expect(at.ledger.append([{ happening: { kind: 'checkin', what }, person }])).toHaveLength(1);
      expect(at.ledger.tally('all', 'attendees')).toBe(1);
    }
    const both = tallyOf(
      kiosks.flatMap((at) => at.facts()),
      CHINA,
    );
    expect(both.get('all attendees ')).toBe(1);
    expect(both.get('all attendees station:1')).toBe(1);
    expect(both.get('all attendees station:2')).toBeUndefined();
    expect(both.get('all entries ')).toBe(2);
    expect(both.get('all entries station:2')).toBe(1);
  });
});

describe('the fold', () => {
  it('never depends on the order of receipt (F50)', () => {
    const shuffled = anyHistory.chain((history) => {
      const facts = factsOf(history).map(personal);
      return fc.record({
        facts: fc.constant(facts),
        otherwise: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ facts, otherwise }) => {
        expect(sorted(tallyOf(otherwise, CHINA))).toEqual(sorted(tallyOf(facts, CHINA)));
      }),
      { numRuns: 300 },
    );
  });

  it('makes no slice larger than its total and no zeros (F49)', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const tally = tallyOf(factsOf(history).map(personal), CHINA);
        for (const [key, value] of tally) {
          expect([key, value > 0]).toEqual([key, true]);
          const [scope, figure] = key.split(' ');
          // A slice is a part of its total.
          expect(value).toBeLessThanOrEqual(tally.get(`${scope} ${figure} `) ?? 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});
