import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Head } from '../../../shared/chain.ts';
import { type ClockState, clockAtStart } from '../../../shared/clock.ts';
import { readFact } from '../../../shared/facts.ts';
import type { Place } from './chain-writer.ts';

/** The stretches of a station's own chain: each start that writes begins a new one. */

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
const linkRow = z.object({ seq: z.int(), hash: z.instanceof(Uint8Array) });

export function ownIncarnations(db: Database, slot: number) {
  const all = db.prepare(
    'SELECT incarnation, from_seq, from_hash FROM incarnation ORDER BY number',
  );
  const add = db.prepare(
    `INSERT INTO incarnation (incarnation, from_seq, from_hash, began_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare('DELETE FROM incarnation WHERE incarnation = ?');
  const newest = db.prepare(
    'SELECT seq, hash FROM fact WHERE station = ? AND incarnation = ? ORDER BY seq DESC LIMIT 1',
  );
  const count = db
    .prepare('SELECT count(*) FROM fact WHERE station = ? AND incarnation = ? AND seq > ?')
    .pluck();
  const links = db.prepare(
    'SELECT seq, hash FROM fact WHERE station = ? AND incarnation = ? AND seq > ? ORDER BY seq',
  );
  const ownerOf = db
    .prepare('SELECT incarnation FROM fact WHERE station = ? AND seq = ? AND hash = ?')
    .pluck();
  const textAt = db
    .prepare('SELECT text FROM fact WHERE station = ? AND seq = ? AND hash = ?')
    .pluck();

  const every = (): Incarnation[] =>
    z
      .array(incarnationRow)
      .parse(all.all())
      .map(({ incarnation, from_seq, from_hash }) => ({
        name: incarnation,
        from: { seq: from_seq, hash: hexOf(from_hash) },
      }));

  /** The clock continues from the fact at the head, whichever incarnation it belongs to. */
  function placeAt(head: Head): Place {
    const text = textAt.get(slot, head.seq, Buffer.from(head.hash, 'hex'));
    const read = text === undefined ? undefined : readFact(z.string().parse(text));
    const clock: ClockState = read ? { last: read.envelope.stamp } : clockAtStart;
    return { head, clock };
  }

  function endOf(name: string): Head | undefined {
    const row = newest.get(slot, name);
    if (row === undefined) return undefined;
    const { seq, hash } = linkRow.parse(row);
    return { seq, hash: hexOf(hash) };
  }

  /** Damage may have torn a gap into an older stretch: where it first breaks off. */
  function unbroken({ name, from }: Incarnation): Head {
    const end = endOf(name) ?? from;
    if (end.seq - from.seq === count.get(slot, name, from.seq)) return end;
    let head = from;
    for (const row of links.iterate(slot, name, from.seq)) {
      const { seq, hash } = linkRow.parse(row);
      if (seq !== head.seq + 1) break;
      head = { seq, hash: hexOf(hash) };
    }
    return head;
  }

  let known: readonly (Incarnation & { readonly head: Head })[] | undefined;
  function reached(writing?: string) {
    if (known) return known;
    const ends = new Map<unknown, Head>();
    const found: (Incarnation & { readonly head: Head })[] = [];
    for (const own of every()) {
      const { seq, hash } = own.from;
      const before = ends.get(ownerOf.get(slot, seq, Buffer.from(hash, 'hex')));
      if (seq > 0 && (before?.seq ?? 0) < seq) continue;
      const head = own.name === writing ? own.from : unbroken(own);
      ends.set(own.name, head);
      found.push({ ...own, head });
    }
    known = found;
    return found;
  }

  return {
    all: every,
    endOf,
    /** The one that has the fact at this head. */
    endingAt({ seq, hash }: Head): Incarnation | undefined {
      const owner = ownerOf.get(slot, seq, Buffer.from(hash, 'hex'));
      return every().find(({ name }) => name === owner);
    },
    /**
     * Those that our chain leads to, oldest first, each as far as it is without a gap. The end of
     * the one that is being written is known better elsewhere.
     */
    reached,
    placeAt,
    /** Call it when an older stretch has changed. */
    changed(): void {
      known = undefined;
    },
    remove(name: string): void {
      remove.run(name);
      known = undefined;
    },
    newest(): (Incarnation & Place) | undefined {
      const own = every().at(-1);
      return own && { ...own, ...placeAt(endOf(own.name) ?? own.from) };
    },
    add({ name, from }: Incarnation, nowMs: number): void {
      add.run(name, from.seq, Buffer.from(from.hash, 'hex'), nowMs);
      known = undefined;
    },
  };
}

export type OwnIncarnations = ReturnType<typeof ownIncarnations>;

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
