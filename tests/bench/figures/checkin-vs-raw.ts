import { join } from 'node:path';
import type { Contribution } from '../../../shared/tally/tally.ts';
import { type Database, openDatabase } from '../../../electron/station/store/database.ts';
import { LEDGER_FILE } from '../../../electron/station/store/damage.ts';
import type { Ledger } from '../../../electron/station/store/ledger.ts';
import { migrate } from '../../../electron/station/store/migrations/index.ts';
import { type Bench, figure, type Measured, median, spread } from '../figure.ts';
import { cards, GATE_ONE, next, openGate } from '../gate.ts';

/**
 * The cost of a check-in above its minimum: the same rows written straight into a database with the same
 * schema, pragmas and bytes, one transaction each. The two alternate, and each goes first every other time,
 * because a disk handles a write among others faster than a single one.
 */

const full = { warmUp: 300, turns: 2_000 };
const tiny = { warmUp: 1, turns: 4 };

export const checkinVsRaw = figure({
  name: 'checkin-vs-raw',
  unit: 'ratio',
  aim: 1.5,
  full,
  tiny,
  measure: (bench, size) => compare(bench, size, true, 'neither sealed nor signed'),
});

export const checkinSealedVsRaw = figure({
  name: 'checkin-sealed-vs-raw',
  unit: 'ratio',
  aim: 3,
  full,
  tiny,
  measure: (bench, size) => compare(bench, size, false, 'with its box sealed and its pass signed'),
});

async function compare(
  { folder }: Bench,
  { warmUp, turns }: typeof full,
  withoutCryptography: boolean,
  what: string,
): Promise<Measured> {
  const gate = await openGate(join(folder, 'gate'), { withoutCryptography });
  const raw = openDatabase(join(folder, 'raw.db'));
  migrate(raw);
  const people = cards();
  const before = gate.store.ledger.tallies();
  await gate.checkIn(next(people));
  const counted = moved(before, gate.store.ledger.tallies());
  const copied = rowCopier(raw, counted);
  const ours: number[] = [];
  const straight: number[] = [];
  let write = copied(join(folder, 'gate', LEDGER_FILE), gate.store.ledger);
  for (let turn = 0; turn < warmUp + turns; turn += 1) {
    const card = next(people);
    const sides = [
      async () => void ours.push(await timed(() => gate.checkIn(card))),
      async () => void straight.push(await timed(write)),
    ];
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) await side();
    write = copied(join(folder, 'gate', LEDGER_FILE), gate.store.ledger);
  }
  ours.splice(0, warmUp);
  straight.splice(0, warmUp);
  gate.store.close();
  raw.close();
  return {
    value: median(ours) / median(straight),
    note: `median of ${ours.length} check-ins by card, ${what}: ${median(ours).toFixed(3)} ms (${spread(ours)}) against ${median(straight).toFixed(3)} ms (${spread(straight)}) for the same rows written straight`,
  };
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The newest check-in's rows, written as a durable transaction of their own. */
function rowCopier(to: Database, counted: readonly Contribution[]) {
  const putFact = inserter(to, 'fact');
  const putBox = inserter(to, 'box');
  const putProfile = inserter(to, 'profile');
  const add = to.prepare(
    `INSERT INTO tally (scope, figure, slice, value) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = value + excluded.value`,
  );
  return function copy(file: string, { incarnation, head }: Ledger): () => void {
    // Opened only for a moment: a second connection would slow the gate's commits.
    const from = openDatabase(file);
    const newest = 'station = ? AND incarnation = ? AND seq = ?';
    const place = [GATE_ONE, incarnation, head.seq];
    const row = (table: string, where: string): unknown[] =>
      cells(
        from
          .prepare(`SELECT * FROM ${table} WHERE ${where}`)
          .raw()
          .get(...place),
      );
    const ofPerson = `pseudonym = (SELECT pseudonym FROM fact WHERE ${newest})`;
    const fact = row('fact', newest);
    const box = row('box', ofPerson);
    const profile = row('profile', ofPerson);
    from.close();
    const write = to.transaction(() => {
      putFact.run(fact);
      putBox.run(box);
      putProfile.run(profile);
      for (const { scope, figure: counts, slice, value } of counted) {
        add.run(scope, counts, slice, value);
      }
    });
    return () => write.immediate();
  };
}

/** All columns that the table currently has. */
function inserter(to: Database, table: string): ReturnType<Database['prepare']> {
  const columns = to.prepare(`SELECT * FROM ${table}`).columns();
  return to.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
}

function cells(row: unknown): unknown[] {
  if (!Array.isArray(row)) throw new Error('a check-in wrote less than fact, box and profile');
  return row;
}

function moved(before: readonly Contribution[], after: readonly Contribution[]): Contribution[] {
  const key = (entry: Contribution): string => `${entry.scope} ${entry.figure} ${entry.slice}`;
  const known = new Map(before.map((entry) => [key(entry), entry.value]));
  return after
    .map((entry) => ({ ...entry, value: entry.value - (known.get(key(entry)) ?? 0) }))
    .filter(({ value }) => value !== 0);
}
