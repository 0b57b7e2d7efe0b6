import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Fact } from '../../../shared/facts.ts';
import { isShort, shortOf } from '../../../shared/pass.ts';

/**
 * Finds all pseudonyms that may belong to one person, as far as this ledger knows; see `whoseIn`. Strangers
 * whose pseudonyms begin alike matter only where somebody typed the short code, and there only the first two of
 * whom this version can count something.
 */
export function samePerson(db: Database) {
  const written = db
    .prepare('SELECT 1 FROM fact WHERE pseudonym = ? AND evidence IS NULL LIMIT 1')
    .pluck();
  const alike = db
    .prepare(
      `SELECT DISTINCT pseudonym FROM fact
       WHERE pseudonym > @from AND pseudonym <= @to AND evidence IS NULL AND unread IS NOT 2 LIMIT @most`,
    )
    .pluck();
  const blanks = db
    .prepare(
      `SELECT DISTINCT blank FROM fact
       WHERE blank > @from AND blank <= @to AND evidence IS NULL AND unread IS NOT 2 LIMIT @most`,
    )
    .pluck();
  const boundTo = db
    .prepare(
      `SELECT DISTINCT pseudonym FROM fact
       WHERE blank = ? AND pseudonym IS NOT NULL AND evidence IS NULL`,
    )
    .pluck();
  const blanksOf = db
    .prepare(
      `SELECT DISTINCT blank FROM fact
       WHERE pseudonym = ? AND blank IS NOT NULL AND evidence IS NULL`,
    )
    .pluck();
  const bound = db
    .prepare('SELECT DISTINCT blank FROM fact WHERE blank IS NOT NULL AND evidence IS NULL')
    .pluck();
  const typed = db
    .prepare(
      `SELECT DISTINCT pseudonym FROM fact
       WHERE pseudonym IS NOT NULL AND substr(pseudonym, 6) = zeroblob(11) AND evidence IS NULL`,
    )
    .pluck();

  /** The first two beside these whom a short code may mean. */
  function meantBy(code: string, known: readonly string[]): string[] {
    const from = Buffer.from(code, 'hex');
    const to = Buffer.from(code.slice(0, 10).padEnd(32, 'f'), 'hex');
    const range = { from, to, most: 2 + known.length };
    const named = new Set([...hex(alike.all(range)), ...hex(blanks.all(range))]);
    return [...named].filter((name) => !known.includes(name)).slice(0, 2);
  }

  /**
   * The short code, and whom else it may mean. If it is nobody's in particular, only those who make it so: of a
   * pass that is bound to somebody the fold would else take the code for that person's.
   */
  function byCode(pseudonym: string, asked: readonly string[]): string[] {
    const code = shortOf(pseudonym);
    if (!asked.includes(code) && written.get(Buffer.from(code, 'hex')) === undefined) return [];
    const others = meantBy(code, asked);
    return others.length > 1 ? others : [code, ...others];
  }

  /** Before anybody has a second pseudonym there is nothing to look up. */
  let ever = bound.get() !== undefined || typed.get() !== undefined;

  /** Includes what is asked for: a pseudonym, and the pass that a fact binds to it. */
  function all(...asked: readonly string[]): ReadonlySet<string> {
    const found = new Set(asked);
    if (!ever) return found;
    // Iterating a set includes what is added meanwhile.
    for (const known of found) {
      const own = Buffer.from(known, 'hex');
      const others = [...hex(boundTo.all(own)), ...hex(blanksOf.all(own))];
      for (const other of [...others, ...byCode(known, asked)]) found.add(other);
    }
    return found;
  }

  return {
    all,
    meantBy,
    /** Call for each new fact. */
    notice({ chained, person }: Fact): void {
      ever ||= chained.kind === 'bind' || (person !== undefined && isShort(person.pseudonym));
    },
    /** Everybody with more than one pseudonym. */
    entangled(): ReadonlySet<string> {
      const found = new Set<string>();
      for (const start of [...hex(bound.all()), ...hex(typed.all())]) {
        if (found.has(start)) continue;
        const names = all(start);
        if (names.size > 1) for (const other of names) found.add(other);
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
