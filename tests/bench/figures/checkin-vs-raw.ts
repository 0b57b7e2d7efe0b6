import { join } from 'node:path';
import type { Contribution } from '../../../shared/tally/tally.ts';
import { type Database, openDatabase } from '../../../electron/store/database.ts';
import { LEDGER_FILE } from '../../../electron/store/damage.ts';
import type { Ledger } from '../../../electron/store/ledger.ts';
import { migrate } from '../../../electron/store/migrations/index.ts';
import { type Figure, type Measured, median, spread } from '../figure.ts';
import { cards, GATE_ONE, next, openGate } from '../gate.ts';

/**
 * What a check-in costs above the least that it must: the very rows that it wrote, written straight
 * into a database of the same schema, pragmas and bytes, one transaction each. The two take turns,
 * a block of each, so that whatever else the disk does falls on both and both run warm.
 */

const BLOCK = 50;
const WARM_UP_BLOCKS = 6;
const BLOCKS = 40;

export const checkinVsRaw: Figure = {
  name: 'checkin-vs-raw',
  unit: 'ratio',
  aim: 1.5,
  measure: (folder) => compare(folder, true, 'neither sealed nor signed'),
};

export const checkinSealedVsRaw: Figure = {
  name: 'checkin-sealed-vs-raw',
  unit: 'ratio',
  aim: 3,
  measure: (folder) => compare(folder, false, 'with its box sealed and its pass signed'),
};

async function compare(
  folder: string,
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
  const ours: number[] = [];
  const straight: number[] = [];
  for (let block = 0; block < WARM_UP_BLOCKS + BLOCKS; block += 1) {
    const from = gate.store.ledger.head.seq;
    const took: number[] = [];
    for (let n = 0; n < BLOCK; n += 1) {
      const card = next(people);
      const began = performance.now();
      await gate.checkIn(card);
      took.push(performance.now() - began);
    }
    // Opened for a moment only: a second connection would cost the gate's commits something.
    const written = openDatabase(join(folder, 'gate', LEDGER_FILE));
    const copy = rowCopier(written, raw, counted);
    const writes = Array.from({ length: BLOCK }, (_, n) => copy(gate.store.ledger, from + 1 + n));
    written.close();
    const rawTook = writes.map((write) => {
      const began = performance.now();
      write();
      return performance.now() - began;
    });
    if (block < WARM_UP_BLOCKS) continue;
    ours.push(...took);
    straight.push(...rawTook);
  }
  gate.store.close();
  raw.close();
  return {
    value: median(ours) / median(straight),
    note: `median of ${ours.length} check-ins by card, ${what}: ${median(ours).toFixed(3)} ms (${spread(ours)}) against ${median(straight).toFixed(3)} ms (${spread(straight)}) for the same rows written straight`,
  };
}

/** What one check-in wrote, as a durable transaction of its own to be timed. */
function rowCopier(from: Database, to: Database, counted: readonly Contribution[]) {
  const factAt = from
    .prepare('SELECT * FROM fact WHERE station = ? AND incarnation = ? AND seq = ?')
    .raw();
  const boxOf = from.prepare('SELECT * FROM box WHERE pseudonym = ?').raw();
  const profileOf = from.prepare('SELECT * FROM profile WHERE pseudonym = ?').raw();
  const putFact = to.prepare('INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const putBox = to.prepare('INSERT INTO box VALUES (?, ?, ?)');
  const putProfile = to.prepare('INSERT INTO profile VALUES (?, ?, ?, ?, ?, ?)');
  const add = to.prepare(
    `INSERT INTO tally (scope, figure, slice, value) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET value = value + excluded.value`,
  );
  const PSEUDONYM = 6;
  return function copy({ incarnation }: Ledger, seq: number): () => void {
    const fact = cells(factAt.get(GATE_ONE, incarnation, seq));
    const box = cells(boxOf.get(fact[PSEUDONYM]));
    const profile = cells(profileOf.get(fact[PSEUDONYM]));
    const write = to.transaction(() => {
      putFact.run(fact);
      putBox.run(box);
      putProfile.run(profile);
      for (const { scope, figure, slice, value } of counted) add.run(scope, figure, slice, value);
    });
    return () => write.immediate();
  };
}

function cells(row: unknown): unknown[] {
  if (!Array.isArray(row)) throw new Error('a check-in wrote less than fact, box and profile');
  return row;
}

function moved(before: readonly Contribution[], after: readonly Contribution[]): Contribution[] {
  const key = ({ scope, figure, slice }: Contribution): string => `${scope} ${figure} ${slice}`;
  const known = new Map(before.map((entry) => [key(entry), entry.value]));
  return after
    .map((entry) => ({ ...entry, value: entry.value - (known.get(key(entry)) ?? 0) }))
    .filter(({ value }) => value !== 0);
}
