import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Fact } from '../../../shared/facts.ts';
import { isShort, shortOf } from '../../../shared/pass.ts';

/**
 * Finds all pseudonyms that may belong to one person, as far as this ledger knows; see `whoseIn`.
 */
export function samePerson(db: Database) {
  const written = db
    .prepare('SELECT DISTINCT pseudonym FROM fact WHERE pseudonym BETWEEN ? AND ?')
    .pluck();
  const blanks = db.prepare('SELECT DISTINCT blank FROM fact WHERE blank BETWEEN ? AND ?').pluck();
  const boundTo = db
    .prepare('SELECT DISTINCT pseudonym FROM fact WHERE blank = ? AND pseudonym IS NOT NULL')
    .pluck();
  const blanksOf = db
    .prepare('SELECT DISTINCT blank FROM fact WHERE pseudonym = ? AND blank IS NOT NULL')
    .pluck();
  const bound = db.prepare('SELECT DISTINCT blank FROM fact WHERE blank IS NOT NULL').pluck();
  const typed = db
    .prepare(
      `SELECT DISTINCT pseudonym FROM fact
       WHERE pseudonym IS NOT NULL AND substr(pseudonym, 6) = zeroblob(11)`,
    )
    .pluck();

  function others(pseudonym: string): string[] {
    const short = shortOf(pseudonym);
    const from = Buffer.from(short, 'hex');
    const to = Buffer.from(short.slice(0, 10).padEnd(32, 'f'), 'hex');
    const own = Buffer.from(pseudonym, 'hex');
    return [
      ...hex(written.all(from, to)),
      ...hex(blanks.all(from, to)),
      ...hex(boundTo.all(own)),
      ...hex(blanksOf.all(own)),
    ];
  }

  /** Before anybody has a second pseudonym there is nothing to look up. */
  let ever = bound.get() !== undefined || typed.get() !== undefined;

  /** Includes the pseudonym itself. */
  function all(pseudonym: string): ReadonlySet<string> {
    const found = new Set([pseudonym]);
    if (!ever) return found;
    // Iterating a set includes what is added meanwhile.
    for (const known of found) for (const other of others(known)) found.add(other);
    return found;
  }

  return {
    all,
    /** Call for each new fact. */
    notice({ chained, person }: Fact): void {
      ever ||= chained.kind === 'bind' || (person !== undefined && isShort(person.pseudonym));
    },
    /** Everybody with more than one pseudonym. */
    entangled(): ReadonlySet<string> {
      const found = new Set<string>();
      for (const start of [...hex(bound.all()), ...hex(typed.all())]) {
        if (!found.has(start)) for (const other of all(start)) found.add(other);
      }
      return found;
    },
  };
}
export type SamePerson = ReturnType<typeof samePerson>;

const column = z.array(z.instanceof(Uint8Array));

function hex(values: unknown): string[] {
  return column.parse(values).map((bytes) => Buffer.from(bytes).toString('hex'));
}
