import type { Words } from '../../shared/say.ts';
import type { ChosenColumns } from '../../shared/tables/columns/chosen-columns.ts';
import type { Column } from '../../shared/tables/columns/columns.ts';
import type { Vocabulary } from '../../shared/tables/columns/meaning.ts';
import {
  columnsNamed,
  type NamedColumn,
  namedColumn,
  takenAs,
} from '../../shared/tables/columns/named-columns.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { say } from '../../shared/say.ts';

/** What commands that read tables share: a column set otherwise, as on the page. */

export const both = ({ zh, en }: Words): string => `${zh} ${en}`;

export const columnOption = {
  flags: '--column <heading=meaning>',
  says: '把一列当作别的，如“门槛=工作经验”或“备注=不导入”，可写几次 takes a column for something else; may be repeated',
} as const;

interface NoColumn {
  readonly kind: 'no-column';
  readonly words: Words;
}

export function columnsAsked<M extends string>(
  texts: readonly string[],
  vocabulary: Vocabulary<M>,
): Result<readonly NamedColumn<M>[], NoColumn> {
  const named: NamedColumn<M>[] = [];
  for (const text of texts) {
    const one = namedColumn(text, vocabulary);
    if (!one) return fail({ kind: 'no-column', words: notAMeaning(text, takenAs(vocabulary)) });
    named.push(one);
  }
  return ok(named);
}

const notAMeaning = (text: string, meanings: readonly string[]): Words =>
  say(
    `看不懂“${text}”：写成“表头=当作什么”，可以当作：不导入、${meanings.join('、')}`,
    `can’t read “${text}”: write heading=meaning; the meanings are listed before`,
  );

type Tables<M extends string> = readonly {
  readonly shape: string;
  readonly columns: readonly Column<M>[];
}[];

/** The choices for tables that were read once already; fails where none of them has a heading. */
export function columnsChosen<M extends string>(
  tables: Tables<M>,
  named: readonly NamedColumn<M>[],
  vocabulary: Vocabulary<M>,
): Result<ChosenColumns<M>, NoColumn> {
  const { columns, absent } = columnsNamed(tables, named, vocabulary);
  if (absent.length === 0) return ok(columns);
  const headings = [...new Set(tables.flatMap((table) => table.columns.map((one) => one.heading)))];
  const words = say(
    `表里没有“${absent.join('”“')}”这一列，有的是：${headings.filter(Boolean).join('、')}`,
    `no such column: ${absent.join(', ')}`,
  );
  return fail({ kind: 'no-column', words });
}
