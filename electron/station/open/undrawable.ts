import drawable from '../../../resources/type/drawable.json' with { type: 'json' };
import type { Notice } from '../../../shared/contract/station.ts';
import type { Fair, Registration } from '../../../shared/fair.ts';

/** Characters of a fair's data that no typeface here draws: each would be a box, on screen and on paper. */

type Undrawable = Extract<Notice, { kind: 'undrawable' }>['characters'][number];

/** Enough to see what is wrong with a list; the person who mends it counts the rest. */
const MOST = 20;
const DRAWS_NOTHING = /[\p{Z}\p{Cc}\p{Cf}]/u;

export function undrawableIn(fair: Fair, people: readonly Registration[]): Undrawable[] {
  const found = new Map<string, Undrawable>();
  for (const { of: kind, where, text } of textsOf(fair, people)) {
    for (const character of text) {
      if (found.size === MOST) break;
      const point = character.codePointAt(0) ?? 0;
      if (found.has(character) || DRAWS_NOTHING.test(character) || isDrawable(point)) continue;
      found.set(character, {
        code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`,
        of: kind,
        where,
      });
    }
  }
  return [...found.values()];
}

interface Written {
  readonly of: Undrawable['of'];
  /** A booth's, desk's or station's number. Nobody's name. */
  readonly where: string;
  readonly text: string;
}

function* textsOf(fair: Fair, people: readonly Registration[]): Iterable<Written> {
  const { name, organiser, place } = fair;
  yield { of: 'fair', where: '', text: [name, organiser, place].map(({ zh }) => zh).join('') };
  for (const { slot, name } of fair.stations) {
    yield { of: 'station', where: `${slot}`, text: name.zh };
  }
  for (const { code, zone, employer, about, posts } of fair.booths) {
    const text = [zone, employer, about, ...posts.flatMap(({ zh, place }) => [zh, place])].join('');
    yield { of: 'booth', where: code, text };
  }
  for (const { code, zh, topics, leaflets = [] } of fair.desks) {
    yield {
      of: 'desk',
      where: code,
      text: [zh, ...[...topics, ...leaflets].map((e) => e.zh)].join(''),
    };
  }
  for (const { maskedName, surname } of people) {
    yield { of: 'person', where: '', text: maskedName + surname };
  }
}

/** By halving: tens of thousands of people register. */
function isDrawable(point: number): boolean {
  let [from, to] = [0, drawable.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const [first = 0, last = 0] = drawable[middle] ?? [];
    if (point < first) to = middle;
    else if (point > last) from = middle + 1;
    else return true;
  }
  return false;
}
