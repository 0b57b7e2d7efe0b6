import type { Words } from '../../say.ts';
import { type ChosenColumns, withColumn } from './chosen-columns.ts';
import type { Column } from './columns.ts';
import { plainHeading } from './heading.ts';
import type { Vocabulary } from './meaning.ts';

/** Columns that somebody sets by their headings in words, where there is no page to tap: 门槛=工作经验. */

export interface NamedColumn<M extends string> {
  readonly heading: string;
  readonly is: M | 'none';
}

const NONE = /^(不导入|none)$/i;

/** Undefined where it names no meaning of the vocabulary. */
export function namedColumn<M extends string>(
  text: string,
  { meanings }: Vocabulary<M>,
): NamedColumn<M> | undefined {
  // A heading may hold the sign; what it is taken for does not.
  const at = text.lastIndexOf('=');
  if (at < 1) return undefined;
  const heading = text.slice(0, at).trim();
  const said = text.slice(at + 1).trim();
  if (NONE.test(said)) return { heading, is: 'none' };
  const meaning = meanings.find(({ is, words, leftOut }) => !leftOut && saysIt(said, is, words));
  return meaning && { heading, is: meaning.is };
}

const saysIt = (said: string, is: string, { zh, en }: Words): boolean =>
  [is, zh, en].some((each) => each.toLowerCase() === said.toLowerCase());

export const takenAs = <M extends string>({ meanings }: Vocabulary<M>): readonly string[] =>
  meanings.flatMap(({ words, leftOut }) => (leftOut ? [] : [words.zh]));

/** The choices, and the headings that no table has. */
export function columnsNamed<M extends string>(
  tables: readonly { readonly shape: string; readonly columns: readonly Column<M>[] }[],
  named: readonly NamedColumn<M>[],
  vocabulary: Vocabulary<M>,
): { readonly columns: ChosenColumns<M>; readonly absent: readonly string[] } {
  let columns: ChosenColumns<M> = {};
  const absent = named.filter(({ heading, is }) => {
    const key = plainHeading(heading);
    const having = tables.filter((table) => table.columns.some((column) => column.key === key));
    for (const { shape } of having) columns = withColumn(columns, { shape, key, is }, vocabulary);
    return having.length === 0;
  });
  return { columns, absent: absent.map(({ heading }) => heading) };
}
