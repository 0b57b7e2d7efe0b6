import { isShort, shortOf } from '../../shared/pass.ts';
import type { Db } from '../storage/tables.ts';
import { portions } from './facts.ts';

/** All pseudonyms that may stand for the same people as these, by what has been proven; see `whoseIn`. */
export async function maybeSame(
  db: Db,
  fair: string,
  pseudonyms: Iterable<string>,
): Promise<string[]> {
  const found = new Set(pseudonyms);
  let fresh = [...found];
  while (fresh.length > 0) {
    const others = await nextTo(db, fair, fresh);
    fresh = [...new Set(others)].filter((other) => !found.has(other));
    for (const other of fresh) found.add(other);
  }
  return [...found];
}

async function nextTo(db: Db, fair: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const some of portions(names)) {
    const ofFair = db.selectFrom('fact').where('fair_id', '=', fair).where('proven', '=', 1);
    const shorts = [...new Set(some.map(shortDigits))];
    const written = await ofFair
      .select('pseudonym')
      .distinct()
      .where('short', 'in', shorts)
      .execute();
    const bound = await ofFair
      .select(['pseudonym', 'blank'])
      .distinct()
      .where((where) => where.or([where('blank', 'in', some), where('pseudonym', 'in', some)]))
      .where('blank', 'is not', null)
      .execute();
    // A typed code may be a bound pass's.
    const typed = some.filter(isShort).map(shortDigits);
    const printed =
      typed.length === 0
        ? []
        : (await ofFair.select('blank').distinct().where('blank', 'is not', null).execute()).filter(
            ({ blank }) => blank !== null && typed.includes(shortDigits(blank)),
          );
    for (const { pseudonym } of written) if (pseudonym !== null) found.push(pseudonym);
    for (const { blank } of printed) if (blank !== null) found.push(blank);
    for (const { pseudonym, blank } of bound) {
      if (pseudonym !== null) found.push(pseudonym);
      if (blank !== null) found.push(blank);
    }
  }
  return found;
}

export const shortDigits = (pseudonym: string): string => shortOf(pseudonym).slice(0, 10);
