import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Head } from '../../../shared/chain.ts';
import { type ClockState, clockAtStart } from '../../../shared/clock.ts';
import { chainedFactSchema } from '../../../shared/facts.ts';
import type { Place } from './chain-writer.ts';

/** The stretches of a station's own chain: a new one begins after each restore. */

export interface Incarnation {
  readonly name: string;
  /** The head of the chain that it continues. */
  readonly from: Head;
}

const incarnationRow = z.object({
  incarnation: z.string(),
  from_seq: z.int(),
  from_hash: z.instanceof(Uint8Array),
});
const lastRow = z.object({ seq: z.int(), hash: z.instanceof(Uint8Array), text: z.string() });

export function ownIncarnations(db: Database, slot: number) {
  const all = db.prepare(
    'SELECT incarnation, from_seq, from_hash FROM incarnation ORDER BY number',
  );
  const add = db.prepare(
    'INSERT INTO incarnation (incarnation, from_seq, from_hash, began_ms) VALUES (?, ?, ?, ?)',
  );
  const newest = db.prepare(
    `SELECT seq, hash, text FROM fact
     WHERE station = ? AND incarnation = ? ORDER BY seq DESC LIMIT 1`,
  );
  const textAt = db
    .prepare('SELECT text FROM fact WHERE station = ? AND seq = ? AND hash = ?')
    .pluck();

  const clockOf = (text: string): ClockState => ({
    last: chainedFactSchema.parse(JSON.parse(text)).stamp,
  });

  const every = (): Incarnation[] =>
    z
      .array(incarnationRow)
      .parse(all.all())
      .map(({ incarnation, from_seq, from_hash }) => ({
        name: incarnation,
        from: { seq: from_seq, hash: hexOf(from_hash) },
      }));

  /** Nothing is written under it yet, so its clock continues from the fact before its start. */
  function end({ name, from }: Incarnation): Place {
    const row = newest.get(slot, name);
    if (row !== undefined) {
      const { seq, hash, text } = lastRow.parse(row);
      return { head: { seq, hash: hexOf(hash) }, clock: clockOf(text) };
    }
    const before = textAt.get(slot, from.seq, Buffer.from(from.hash, 'hex'));
    return {
      head: from,
      clock: before === undefined ? clockAtStart : clockOf(z.string().parse(before)),
    };
  }

  return {
    all: every,
    end,
    newest(): (Incarnation & Place) | undefined {
      const own = every().at(-1);
      return own && { ...own, ...end(own) };
    },
    add: ({ name, from }: Incarnation, nowMs: number): void =>
      void add.run(name, from.seq, Buffer.from(from.hash, 'hex'), nowMs),
  };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
