import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitment, genesis } from '../../../shared/chain.ts';
import { MAX_DRIFT_MS } from '../../../shared/clock.ts';
import { chainedFactSchema, type Fact, type Happening } from '../../../shared/facts.ts';
import { anything } from '../../../shared/tally/testing/written-facts.ts';
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
    authority: () => anything,
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
  it('has every number, each with the hash before it (F10, F11)', () => {
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

  it('says which revision of the fair was in force (F1)', () => {
    expect(append({ happening: checkin, person: li }).chained.revision).toBe(7);
  });

  it('takes several facts at once, in their order', () => {
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

  it('hashes neither pseudonym nor salt, and the commitment opens (F14, F15)', () => {
    const { chained, person } = append({ happening: checkin, person: li });
    const text = JSON.stringify(chained);
    expect(person?.pseudonym).toBe(li);
    expect(text).not.toContain(li);
    expect(text).not.toContain(person?.salt);
    expect(chained.person).toBe(commitment(person?.salt ?? '', li));
    const stored = db.prepare('SELECT text FROM fact').pluck().get();
    expect(stored).not.toContain(li);
  });

  it('commits to the same person differently each time (F14)', () => {
    const one = append({ happening: checkin, person: li });
    const other = append({ happening: checkin, person: li });
    expect(one.chained.person).not.toBe(other.chained.person);
  });

  it('holds after a person was erased (F15)', () => {
    comeIn(4);
    db.prepare('UPDATE fact SET pseudonym = NULL, salt = NULL WHERE seq = 2').run();
    expect(ledger.verify().ok).toBe(true);
  });
});

describe('a file that somebody changed', () => {
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
  it.each(cases)('shows the place: %s (F9, F11, F14)', (_, sql, kind) => {
    comeIn(6);
    expect(db.prepare(sql).run().changes).toBe(1);
    expect(ledger.verify()).toEqual({ ok: false, fault: { kind, seq: 3 } });
  });

  it('shows two facts that changed places (F11)', () => {
    comeIn(6);
    db.exec(`UPDATE fact SET seq = 99 WHERE seq = 3;
             UPDATE fact SET seq = 3 WHERE seq = 4;
             UPDATE fact SET seq = 4 WHERE seq = 99;`);
    expect(ledger.verify()).toMatchObject({ ok: false, fault: { seq: 3 } });
  });

  it('shows a well-made fact that is no part of the chain (F11)', () => {
    comeIn(6);
    const text = `replace(text, '"card"', '"keypad"')`;
    const forged = db.prepare(`SELECT ${text} FROM fact WHERE seq = 3`).pluck().get();
    const hash = createHash('sha256').update(String(forged)).digest();
    db.prepare('UPDATE fact SET text = ?, hash = ? WHERE seq = 3').run(forged, hash);
    expect(ledger.verify()).toEqual({ ok: false, fault: { kind: 'broken-link', seq: 4 } });
  });

  it('before its newest facts is found by the whole check', () => {
    comeIn(6);
    db.prepare('UPDATE fact SET hash = randomblob(32) WHERE seq = 1').run();
    expect(ledger.verify(3).ok).toBe(true);
    expect(ledger.verify().ok).toBe(false);
  });
});

describe('a write that fails', () => {
  it('leaves nothing behind, and the next fact goes on', () => {
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

  it('of one among several takes back all of them', () => {
    const wrong: Happening = { kind: 'visit', what: { booth: 'no such code!' } };
    expect(() =>
      ledger.append([{ happening: checkin, person: li }, { happening: wrong }]),
    ).toThrow();
    expect(ledger.count()).toBe(0);
    expect(ledger.tallies()).toEqual([]);
    expect(append({ happening: checkin, person: li }).chained.seq).toBe(1);
  });

  it('of a clock’s jump reports no jump', () => {
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
  it('goes on from its head, in an incarnation of its own once it writes (F12)', () => {
    comeIn(3);
    const { head, incarnation } = ledger;
    const figures = ledger.tallies();
    reopen();
    expect(ledger.head).toEqual(head);
    expect(ledger.incarnation).toBe(incarnation);
    expect(ledger.tallies()).toEqual(figures);
    const { chained } = append({ happening: checkin, person: li });
    expect(chained).toMatchObject({ seq: 4, prev: head.hash });
    expect(chained.incarnation).not.toBe(incarnation);
    expect(append({ happening: checkin }).chained.incarnation).toBe(chained.incarnation);
    expect(ledger.incarnations().map(({ head }) => head.seq)).toEqual([3, 5]);
    expect(ledger.verify()).toEqual({ ok: true, value: ledger.head });
    expect(ledger.tally('all', 'entries')).toBe(5);
  });

  it('leaves no incarnation behind where it wrote nothing (F12)', () => {
    for (let starts = 0; starts < 3; starts += 1) reopen();
    append({ happening: checkin, person: li });
    expect(ledger.incarnations()).toHaveLength(1);
  });

  it('is checked back over its earlier starts (F11)', () => {
    comeIn(3);
    reopen();
    comeIn(3);
    db.prepare(`UPDATE fact SET text = replace(text, '"card"', '"keypad"') WHERE seq = 2`).run();
    expect(ledger.verify(4).ok).toBe(true);
    expect(ledger.verify()).toEqual({ ok: false, fault: { kind: 'altered', seq: 2 } });
  });

  it('keeps stamps from running backwards (F16)', () => {
    comeIn(1);
    const last = nowMs;
    nowMs -= 30_000;
    reopen();
    expect(append({ happening: checkin }).chained.stamp).toEqual({ ms: last, n: 1 });
  });
});

describe('a clock set back', () => {
  it('by days is written as a jump and reported (F6, F16)', () => {
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

  it('by seconds is no jump (F16)', () => {
    comeIn(1);
    nowMs -= 30_000;
    append({ happening: checkin, person: li });
    expect(allFacts().map(({ kind }) => kind)).toEqual(['checkin', 'checkin']);
    expect(jumps).toEqual([]);
  });

  it('just before an offset is learnt begins a stretch (F16, F18)', () => {
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
