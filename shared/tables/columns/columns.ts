import { z } from 'zod';
import { plainHeading } from './heading.ts';
import { shareOf } from './looks.ts';
import { columnLetters } from '../workbook.ts';
import { headingScore, type Meaning, SCORE, type Vocabulary } from './meaning.ts';

/** What each column of a table is taken for, and which are left out, with the reason. */

/** A column before anyone knows what it means. */
export interface BareColumn {
  /** Its place in a row's cells. */
  readonly at: number;
  /** As written; the rows of a heading of several are joined by a space. */
  readonly heading: string;
  /** What of it may be matched: the whole, and the lowest row alone. */
  readonly parts: readonly string[];
  readonly hidden: boolean;
  /** The cells under it, as far as it needs to know them. */
  readonly cells: readonly string[];
}

export const columnWhySchema = z.enum([
  'chosen',
  'heading',
  /** The heading is like one that is known. */
  'alike',
  /** The heading is known, and the cells look otherwise. */
  'unlike',
  /** No heading is known, and the cells speak for it. */
  'cells',
  /** Left out: what it means is not kept. */
  'not-kept',
  /** Left out: another column has this meaning. */
  'double',
  'unknown',
  'hidden',
  'empty',
]);
export type ColumnWhy = z.infer<typeof columnWhySchema>;

export interface Column<M extends string> {
  readonly at: number;
  readonly heading: string;
  /** The same in every table of this shape: the plain heading, numbered where it is used twice. */
  readonly key: string;
  /** What it means, or would if it were taken. */
  readonly is?: M;
  readonly taken: boolean;
  readonly why: ColumnWhy;
  readonly examples: readonly string[];
}

/** By a column's key: what it is to be taken for, or 'none' to leave it out. */
export type ColumnChoices<M extends string> = Readonly<Record<string, M | 'none'>>;

interface Claim<M extends string> {
  readonly column: BareColumn;
  readonly meaning: Meaning<M>;
  readonly score: number;
  readonly filled: number;
}

export function recognised<M extends string>(
  columns: readonly BareColumn[],
  vocabulary: Vocabulary<M>,
  choices: ColumnChoices<M> = {},
): Column<M>[] {
  const keys = keysOf(columns);
  const chosen = new Map<BareColumn, M | 'none'>();
  for (const column of columns) {
    const choice = choices[keys.get(column) ?? ''];
    if (choice !== undefined && Object.hasOwn(choices, keys.get(column) ?? ''))
      chosen.set(column, choice);
  }
  const taken = assigned(columns, vocabulary, chosen);
  return columns.map((column) => {
    const common = {
      at: column.at,
      heading: column.heading,
      key: keys.get(column) ?? '',
      examples: examplesOf(column),
    };
    const choice = chosen.get(column);
    if (choice === 'none') return { ...common, taken: false, why: 'chosen' };
    if (choice !== undefined) return { ...common, is: choice, taken: true, why: 'chosen' };
    if (common.examples.length === 0) return { ...common, taken: false, why: 'empty' };
    const unknown = { taken: false, why: column.hidden ? 'hidden' : 'unknown' } as const;
    return { ...common, ...(taken.get(column) ?? unknown) };
  });
}

type Taken<M extends string> = Pick<Column<M>, 'is' | 'taken' | 'why'>;

/**
 * Gives each meaning to the column that says it best. A meaning that a table needs may take a column from
 * another: 工种 is the post's name where nothing else is.
 */
function assigned<M extends string>(
  columns: readonly BareColumn[],
  vocabulary: Vocabulary<M>,
  chosen: ReadonlyMap<BareColumn, M | 'none'>,
): ReadonlyMap<BareColumn, Taken<M>> {
  const claims = columns
    .filter((column) => !chosen.has(column))
    .flatMap((column) => claimsOf(column, vocabulary))
    .toSorted((a, b) => b.score - a.score || b.filled - a.filled || a.column.at - b.column.at);
  const first = shared(claims, new Set(chosen.values()));
  const given = new Set([
    ...chosen.values(),
    ...first.values().map(({ is, taken }) => taken && is),
  ]);
  const lacking = vocabulary.meanings.find(({ is, needed }) => needed && !given.has(is));
  const instead = lacking && claims.find(({ meaning }) => meaning === lacking);
  if (!instead) return first;
  const others = claims.filter(({ column }) => column !== instead.column);
  return shared([instead, ...others], new Set(chosen.values()));
}

function shared<M extends string>(
  claims: readonly Claim<M>[],
  spoken: ReadonlySet<M | 'none'>,
): ReadonlyMap<BareColumn, Taken<M>> {
  const given = new Set<M | 'none'>(spoken);
  const taken = new Map<BareColumn, Taken<M>>();
  const doubles = new Map<BareColumn, Taken<M>>();
  for (const { column, meaning, score } of claims) {
    if (taken.has(column)) continue;
    const { is } = meaning;
    if (meaning.leftOut) taken.set(column, { is, taken: false, why: 'not-kept' });
    else if (column.hidden) taken.set(column, { is, taken: false, why: 'hidden' });
    else if (given.has(is) && !meaning.several) {
      if (score >= SCORE.like && !doubles.has(column))
        doubles.set(column, { is, taken: false, why: 'double' });
    } else {
      given.add(is);
      taken.set(column, { is, taken: true, why: whyOf(score) });
    }
  }
  return new Map([...doubles, ...taken]);
}

function whyOf(score: number): ColumnWhy {
  if (score >= SCORE.exact) return 'heading';
  if (score === SCORE.unlike) return 'unlike';
  return score > SCORE.cells ? 'alike' : 'cells';
}

function claimsOf<M extends string>(
  column: BareColumn,
  vocabulary: Vocabulary<M>,
): readonly Claim<M>[] {
  const filled = column.cells.filter((cell) => cell !== '').length;
  if (filled === 0) return [];
  const plain = column.parts.map(plainHeading);
  const byHeading = vocabulary.meanings.flatMap((meaning) => {
    const said = Math.max(...plain.map((part) => headingScore(vocabulary, meaning, part)), 0);
    const score = said === 0 ? 0 : withCells(said, meaning, column.cells);
    return score === 0 ? [] : [{ column, meaning, score, filled }];
  });
  if (byHeading.length > 0) return byHeading;
  return vocabulary.meanings.flatMap((meaning) => {
    const [look, least] = meaning.fromCells ?? [];
    if (!look || least === undefined || filled < 2) return [];
    const share = shareOf(column.cells, look) ?? 0;
    return share < least ? [] : [{ column, meaning, score: SCORE.cells * share, filled }];
  });
}

/** A heading that its cells contradict counts for little, or for nothing. */
function withCells<M extends string>(
  said: number,
  meaning: Meaning<M>,
  cells: readonly string[],
): number {
  const look = (said === SCORE.perhaps && meaning.perhapsLook) || meaning.look;
  const share = look ? (shareOf(cells, look) ?? 1) : 1;
  if (share >= 0.5) return said;
  if (said === SCORE.exact) return share < 0.2 ? SCORE.unlike : said;
  return 0;
}

const EXAMPLES = 3;
const examplesOf = ({ cells }: BareColumn): string[] => [
  ...new Set(cells.filter((cell) => cell !== '')).values().take(EXAMPLES),
];

function keysOf(columns: readonly BareColumn[]): ReadonlyMap<BareColumn, string> {
  const times = new Map<string, number>();
  return new Map(
    columns.map((column) => {
      const plain = plainHeading(column.heading);
      const time = (times.get(plain) ?? 0) + 1;
      times.set(plain, time);
      return [column, time === 1 ? plain : `${plain}#${time}`];
    }),
  );
}

/** Tables with the same headings have the same shape, whatever stands in them and in whatever order. */
export const shapeOf = (columns: readonly Pick<Column<string>, 'key'>[]): string =>
  columns
    .map(({ key }) => key)
    .toSorted()
    .join('|');

/** Headings whose cells are not taken, by name. An empty column holds nothing to be missed. */
export const ignoredHeadings = (columns: readonly Column<string>[]): string[] => [
  ...new Set(
    columns.flatMap(({ taken, why, heading, at }) =>
      taken || why === 'empty' ? [] : [heading || `（${columnLetters(at)} 列）`],
    ),
  ),
];
