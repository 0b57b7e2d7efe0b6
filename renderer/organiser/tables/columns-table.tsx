import type { ReactNode } from 'react';
import type { Words } from '../../../shared/say.ts';
import type { ColumnWhy } from '../../../shared/tables/columns/columns.ts';
import { spoken, Text } from '../../ui/text.tsx';
import './columns-table.css';
import { setUpWords } from '../set-up/set-up-words.ts';
import { tableWords as words } from './table-words.ts';

export const Ignored = ({ columns }: { columns: readonly string[] }) =>
  columns.length > 0 && (
    <p className="table-warning">
      <Text words={setUpWords.ignored(columns)} beside />
    </p>
  );

interface ColumnsOfProps {
  readonly tables: readonly { readonly sheet: string; readonly rows: number }[];
  readonly children: ReactNode;
}

/** Sheets whose columns are read alike. */
export function ColumnsOf({ tables, children }: ColumnsOfProps) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const names = [...new Set(tables.map(({ sheet }) => sheet))];
  return (
    <section className="table-columns">
      <h3>
        <Text words={words.ofSheets(names, rows)} beside />
      </h3>
      {children}
    </section>
  );
}

interface MeaningSelectProps<M extends string> {
  readonly column: {
    readonly heading: string;
    readonly is?: M;
    readonly taken: boolean;
    readonly why: ColumnWhy;
  };
  readonly choices: readonly {
    /** What the group of meanings is about; absent where there is but one. */
    readonly of?: Words;
    readonly meanings: readonly { readonly is: M; readonly words: Words }[];
  }[];
  readonly onChoose: (is: M | 'none' | 'proposed') => void;
}

export function MeaningSelect<M extends string>({
  column: { heading, is, taken, why },
  choices,
  onChoose,
}: MeaningSelectProps<M>) {
  const all = choices.flatMap(({ meanings }) => meanings);
  function choose(value: string): void {
    const chosen = all.find((meaning) => meaning.is === value)?.is;
    onChoose(chosen ?? (value === 'proposed' ? 'proposed' : 'none'));
  }
  return (
    <select
      aria-label={`${heading} ${spoken(words.takenAs)}`}
      value={taken && is ? is : 'none'}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="none">{words.none.zh}</option>
      {why === 'chosen' && <option value="proposed">{words.byItself.zh}</option>}
      {choices.map(({ of: group, meanings }) => {
        const options = meanings.map((meaning) => (
          <option key={meaning.is} value={meaning.is}>
            {meaning.words.zh}
          </option>
        ));
        return group ? (
          <optgroup key={group.en} label={group.zh}>
            {options}
          </optgroup>
        ) : (
          options
        );
      })}
    </select>
  );
}

interface ShownColumn {
  readonly key: string;
  readonly heading: string;
  readonly taken: boolean;
  readonly examples: readonly string[];
  readonly isEmpty?: boolean;
  readonly reason: Words | undefined;
  readonly as: ReactNode;
}

interface ColumnsTableProps {
  readonly labels: readonly ShownColumn[];
  readonly columns: readonly ShownColumn[];
}

export function ColumnsTable({ labels, columns }: ColumnsTableProps) {
  const empty = columns.filter(({ isEmpty }) => isEmpty);
  return (
    <>
      <table>
        <thead>
          <tr>
            {([words.heading, words.takenAs, words.examples] as const).map((each) => (
              <th key={each.en} scope="col">
                <Text words={each} beside />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...labels, ...columns].flatMap((column) =>
            column.isEmpty ? [] : [<ColumnRow key={column.key} column={column} />],
          )}
        </tbody>
      </table>
      {empty.length > 0 && (
        <p className="quiet">
          <Text words={words.emptyColumns(empty.map(({ heading }) => heading))} beside />
        </p>
      )}
    </>
  );
}

function ColumnRow({
  column: { heading, taken, as: meaning, reason, examples },
}: {
  column: ShownColumn;
}) {
  return (
    <tr data-taken={taken}>
      <th scope="row">{heading}</th>
      <td>
        {meaning}
        {!taken && (
          <b className="left-out">
            <Text words={words.leftOut} />
          </b>
        )}
        {reason && (
          <span className="column-why">
            <Text words={reason} beside />
          </span>
        )}
      </td>
      <td>
        <ul className="column-examples">
          {examples.map((example) => (
            <li key={example}>{example}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
