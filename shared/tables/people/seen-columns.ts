import type { Column } from '../columns/columns.ts';
import { type PeopleMeaning, peopleVocabulary } from '../columns/people-meanings.ts';

/** The columns of a list of people as the page shows them: what stands in them is masked. */
export function seenColumns(columns: readonly Column<PeopleMeaning>[]) {
  return columns.map(({ at, heading, is, taken, why, examples }) => {
    const as = peopleVocabulary.meanings.find((meaning) => meaning.is === is)?.words;
    return {
      at,
      heading,
      taken,
      why,
      ...(as && { as }),
      examples: examples.map((text) => (isPlain(is, taken) ? shortened(text) : masked(text))),
    };
  });
}

/** Says nothing that tells who it is. */
const isPlain = (is: PeopleMeaning | undefined, taken: boolean): boolean =>
  taken && is !== undefined && !['name', 'number', 'phone', 'address'].includes(is);

const SHOWN = 16;
const shortened = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;

/** Only the first character is shown, and how long it is. */
function masked(text: string): string {
  const [first = '', ...rest] = text;
  if (rest.length === 0) return '＊';
  const length = rest.length > 3 ? `（${rest.length + 1} 字）` : '';
  return first + '＊'.repeat(Math.min(rest.length, 3)) + length;
}
