import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitment, genesis } from '../../../shared/chain.ts';
import { MAX_DRIFT_MS } from '../../../shared/clock.ts';
import { chainedFactSchema, type Fact, type Happening } from '../../../shared/facts.ts';
import { type Database, openDatabase } from './database.ts';
import { factRows } from './fact-rows.ts';
import type { Entry } from './chain-writer.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { migrate } from './migrations/index.ts';

const FAIR = '19c48f04';
const BEGIN = 1_803_690_000_000;
const DAY = 86_400_000;
const li = 'a1'.repeat(16);

let folder = '';
let db: Database;
let nowMs = BEGIN;
let drawn = 0;
let jumps: number[] = [];
let ledger: Ledger;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-ledger-'));
  nowMs = BEGIN;
  drawn = 0;
  jumps = [];
  open();
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

function open(fair = FAIR, slot = 1): void {
  db = openDatabase(join(folder, 'station.db'));
  migrate(db);
  ledger = openLedger(db, {
    fair,
    slot,
    utcOffsetMinutes: 480,
    revision: () => 7,
    now: () => nowMs,
    randomBytes: (length) => {
      drawn += 1;
      return createHash('sha256').update(String(drawn)).digest().subarray(0, length);
    },
    onClockJump: (byMs) => jumps.push(byMs),
  });
}

function reopen(): void {
  db.close();
  open();
}

const checkin = {
  kind: 'checkin',
  what: { means: 'card', lane: 'self' },
} as const satisfies Happening;

function append(entry: Entry): Fact {
  const fact = ledger.append([entry]).at(-1);
  if (!fact) throw new Error('nothing was written');
  return fact;
}

function comeIn(times: number): Fact[] {
  return Array.from({ length: times }, (_, i) => {
    nowMs += 90_000;
    return append({ happening: checkin, person: String(10 + i).repeat(16) });
  });
}

function allFacts() {
  return [...factRows(db).branch(1, ledger.incarnation, 0)].map(({ text }) =>
    chainedFactSchema.parse(JSON.parse(text)),
  );
}

describe('the chain', () => {
  it('has every number from one on, links each hash, and verifies', () => {
    const facts = comeIn(12);
    expect(facts.map(({ chained }) => chained.seq)).toEqual(facts.map((_, i) => i + 1));
    expect(facts.map(({ chained }) => chained.prev)).toEqual([
      genesis(FAIR, 1),
      ...facts.slice(0, -1).map(({ hash }) => hash),
    ]);
    expect(ledger.verify()).toEqual({ ok: true, value: { seq: 12, hash: facts.at(-1)?.hash } });
    expect(ledger.verify(3)).toEqual(ledger.verify());
    expect(ledger.head).toEqual({ seq: 12, hash: facts.at(-1)?.hash });
  });

  it('records the fair’s revision with each fact', () => {
    expect(append({ happening: checkin, person: li }).chained.revision).toBe(7);
  });

  it('appends several facts in order', () => {
    const facts = ledger.append([
      { happening: checkin, person: li },
      { happening: { kind: 'visit', what: { booth: 'A01' } }, person: li },
    ]);
    expect(facts.map(({ chained }) => [chained.seq, chained.kind])).toEqual([
      [1, 'checkin'],
      [2, 'visit'],
    ]);
    expect(ledger.verify().ok).toBe(true);
  });

  it('hashes neither pseudonym nor salt, and the commitment opens', () => {
    const { chained, person } = append({ happening: checkin, person: li });
    const text = JSON.stringify(chained);
    expect(person?.pseudonym).toBe(li);
    expect(text).not.toContain(li);
    expect(text).not.toContain(person?.salt);
    expect(chained.person).toBe(commitment(person?.salt ?? '', li));
    const stored = db.prepare('SELECT text FROM fact').pluck().get();
    expect(stored).not.toContain(li);
  });

  it('commits to the same person differently each time', () => {
    const one = append({ happening: checkin, person: li });
    const other = append({ happening: checkin, person: li });
    expect(one.chained.person).not.toBe(other.chained.person);
  });

  it('still verifies after a person is erased', () => {
    comeIn(4);
    db.prepare('UPDATE fact SET pseudonym = NULL, salt = NULL WHERE seq = 2').run();
    expect(ledger.verify().ok).toBe(true);
  });
});

describe('tampering with the file', () => {
  const cases: readonly [string, string, string][] = [
    [
      'the content of a fact',
      `UPDATE fact SET text = replace(text, '"card"', '"keypad"') WHERE seq = 3`,
      'altered',
    ],
    [
      'the salt of a fact',
      `UPDATE fact SET salt = randomblob(16) WHERE seq = 3`,
      'wrong-commitment',
    ],
    [
      'the person of a fact',
      `UPDATE fact SET pseudonym = (SELECT pseudonym FROM fact WHERE seq = 4) WHERE seq = 3`,
      'wrong-commitment',
    ],
    ['a missing fact', 'DELETE FROM fact WHERE seq = 3', 'gap'],
    ['a hash', 'UPDATE fact SET hash = randomblob(32) WHERE seq = 3', 'altered'],
    [
      'content that is no longer JSON',
      `UPDATE fact SET text = substr(text, 2) WHERE seq = 3`,
      'altered',
    ],
  ];
  it.each(cases)('is found at its place: %s', (_, sql, kind) => {
    comeIn(6);
    expect(db.prepare(sql).run().changes).toBe(1);
    expect(ledger.verify()).toEqual({ ok: false, fault: { kind, seq: 3 } });
  });

  it('is found if two facts changed places', () => {
    comeIn(6);
    db.exec(`UPDATE fact SET seq = 99 WHERE seq = 3;
             UPDATE fact SET seq = 3 WHERE seq = 4;
             UPDATE fact SET seq = 4 WHERE seq = 99;`);
    expect(ledger.verify()).toMatchObject({ ok: false, fault: { seq: 3 } });
  });

  it('is found if a well-formed fact outside the chain replaced one', () => {
    comeIn(6);
    const text = `replace(text, '"card"', '"keypad"')`;
    const forged = db.prepare(`SELECT ${text} FROM fact WHERE seq = 3`).pluck().get();
    const hash = createHash('sha256').update(String(forged)).digest();
    db.prepare('UPDATE fact SET text = ?, hash = ? WHERE seq = 3').run(forged, hash);
    expect(ledger.verify()).toEqual({ ok: false, fault: { kind: 'broken-link', seq: 4 } });
  });

  it('before the newest facts is left to the full check', () => {
    comeIn(6);
    db.prepare('UPDATE fact SET hash = randomblob(32) WHERE seq = 1').run();
    expect(ledger.verify(3).ok).toBe(true);
    expect(ledger.verify().ok).toBe(false);
  });
});

describe('a write that fails', () => {
  it('leaves nothing behind, and the next fact continues normally', () => {
    comeIn(3);
    const head = ledger.head;
    const figures = ledger.tallies();
    nowMs += 10 * MAX_DRIFT_MS;
    expect(() =>
      ledger.append([{ happening: checkin, person: li }], () => {
        db.prepare("INSERT INTO setting (name, value) VALUES ('half', 'done')").run();
        throw new Error('the disk said no');
      }),
    ).toThrow('the disk said no');
    expect(ledger.head).toEqual(head);
    expect(ledger.tallies()).toEqual(figures);
    expect(ledger.count()).toBe(3);
    expect(ledger.factsOfPerson(li)).toEqual([]);
    expect(db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(0);

    // With its later stamp, this would look like a jump of the clock.
    nowMs -= 9 * MAX_DRIFT_MS;
    const next = append({ happening: checkin, person: li });
    expect(next.chained).toMatchObject({ seq: 4, prev: head.hash, stamp: { ms: nowMs, n: 0 } });
    expect(jumps).toEqual([]);
    expect(ledger.verify().ok).toBe(true);
  });

  it('in the middle of several removes the first ones too', () => {
    const wrong: Happening = { kind: 'visit', what: { booth: 'no such code!' } };
    expect(() =>
      ledger.append([{ happening: checkin, person: li }, { happening: wrong }]),
    ).toThrow();
    expect(ledger.count()).toBe(0);
    expect(ledger.tallies()).toEqual([]);
    expect(append({ happening: checkin, person: li }).chained.seq).toBe(1);
  });

  it('of a clock jump notifies nobody', () => {
    comeIn(1);
    nowMs -= 3 * DAY;
    expect(() =>
      ledger.append([{ happening: checkin }], () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(jumps).toEqual([]);
    expect(ledger.count()).toBe(1);
  });
});

describe('a station that starts again', () => {
  it('continues from the same head as the same incarnation, with the same figures', () => {
    comeIn(3);
    const { head, incarnation } = ledger;
    const figures = ledger.tallies();
    reopen();
    expect(ledger.head).toEqual(head);
    expect(ledger.incarnation).toBe(incarnation);
    expect(ledger.tallies()).toEqual(figures);
    expect(append({ happening: checkin, person: li }).chained).toMatchObject({
      seq: 4,
      prev: head.hash,
      incarnation,
    });
    expect(ledger.verify().ok).toBe(true);
  });

  it('remembers its newest fact’s time, so that stamps never run backwards', () => {
    comeIn(1);
    const last = nowMs;
    nowMs -= 30_000;
    reopen();
    expect(append({ happening: checkin }).chained.stamp).toEqual({ ms: last, n: 1 });
  });

  it('as a new incarnation continues the chain from its head', () => {
    comeIn(3);
    const { head, incarnation } = ledger;
    ledger.beginIncarnation();
    expect(ledger.incarnation).not.toBe(incarnation);
    reopen();
    expect(append({ happening: checkin }).chained).toMatchObject({ seq: 4, prev: head.hash });
    expect(ledger.verify()).toEqual({ ok: true, value: ledger.head });
    expect(ledger.tally('all', 'entries')).toBe(4);
  });
});

describe('a clock set back', () => {
  it('by days is written as a jump and reported to staff, and work continues', () => {
    comeIn(2);
    const before = nowMs;
    nowMs -= 3 * DAY;
    const fact = append({ happening: checkin, person: li });
    expect(fact.chained).toMatchObject({ kind: 'checkin', seq: 4, stamp: { ms: nowMs } });
    expect(allFacts()[2]).toMatchObject({
      kind: 'clock',
      what: { change: 'jump', fromMs: before, toMs: nowMs },
    });
    expect(jumps).toEqual([-3 * DAY]);
    expect(ledger.verify().ok).toBe(true);
    nowMs += 60_000;
    expect(append({ happening: checkin, person: li }).chained.seq).toBe(5);
    expect(jumps).toHaveLength(1);
  });

  it('by seconds is not a jump', () => {
    comeIn(1);
    nowMs -= 30_000;
    append({ happening: checkin, person: li });
    expect(allFacts().map(({ kind }) => kind)).toEqual(['checkin', 'checkin']);
    expect(jumps).toEqual([]);
  });

  it('before its offset is known is written too, so only later facts move', () => {
    comeIn(1);
    const day = '2027-02-27';
    expect(ledger.tally(day, 'attendees')).toBe(1);
    nowMs -= 3 * DAY;
    const what = { change: 'learnt', offsetMs: 3 * DAY, source: 'server' } as const;
    append({ happening: { kind: 'clock', what } });
    expect(allFacts().map(({ kind, what }) => (kind === 'clock' ? what.change : kind))).toEqual([
      'checkin',
      'jump',
      'learnt',
    ]);
    expect(ledger.tally(day, 'attendees')).toBe(1);
    expect(jumps).toEqual([-3 * DAY]);
  });
});
