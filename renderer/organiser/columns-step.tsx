import type { ReactNode } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Words } from '../../shared/say.ts';
import type { EmployerMeaning } from '../../shared/tables/columns/employer-meaning.ts';
import {
  employerVocabulary,
  isOfEmployer,
  meaningWords,
} from '../../shared/tables/columns/employer-meanings.ts';
import { columnMeaningSchema, type Edit } from '../../shared/tables/employers/edit.ts';
import { findingWords } from '../../shared/tables/employers/finding-words.ts';
import { peopleFindingWords } from '../../shared/tables/people/people-finding-words.ts';
import { columnLetters } from '../../shared/tables/workbook.ts';
import { spoken, Text } from '../ui/text.tsx';
import './columns-step.css';
import { LeftOutRows } from './left-out-rows.tsx';
import { useLoaded } from './loaded.ts';
import type { SetUpAtWork } from './set-up.ts';
import { setUpWords } from './set-up-words.ts';
import type { EmployersWork, PeopleWork } from './table-at-work.ts';
import { TableLoading } from './table-loading.tsx';
import { columnWhyWords, tableWords as words } from './table-words.ts';

type Columns = Extract<CallOutput<'setup.columns'>, { ok: true }>['value'];
type Group = Columns['groups'][number];

interface ColumnsStepProps<W> {
  readonly atWork: SetUpAtWork;
  readonly work: W;
}

/** What each column is taken for, and what is left out; one tap sets a column otherwise. */
export function ColumnsStep({ atWork, work }: ColumnsStepProps<EmployersWork>) {
  const read = useLoaded(atWork.columns, 'columns', work);
  if (!read) return <TableLoading />;
  const edit = (what: Edit): void => void atWork.edit(what);
  return (
    <>
      {work.ignoredColumns.length > 0 && <Ignored columns={work.ignoredColumns} />}
      {read.sheets.length > 1 && <Sheets sheets={read.sheets} onEdit={edit} />}
      {read.groups.map((group, i) => (
        <GroupColumns key={`${i} ${group.shape}`} group={group} onEdit={edit} />
      ))}
      <LeftOutRows
        load={(from) => atWork.findings({ from, does: 'left-out' })}
        wordsOf={({ what }) => findingWords(what)}
        work={work}
      />
    </>
  );
}

const Ignored = ({ columns }: { columns: readonly string[] }) => (
  <p className="table-warning">
    <Text words={setUpWords.ignored(columns)} beside />
  </p>
);

function Sheets({
  sheets,
  onEdit,
}: {
  readonly sheets: Columns['sheets'];
  readonly onEdit: (edit: Edit) => void;
}) {
  const read = sheets.filter(({ isRead }) => isRead).map(({ name }) => name);
  return (
    <div className="pick" role="group" aria-label={spoken(words.sheets)}>
      <Text words={words.sheets} beside />
      <div className="pick-choices">
        {sheets.map(({ name, isRead }) => (
          <button
            key={name}
            type="button"
            aria-pressed={isRead}
            onClick={() =>
              onEdit({
                kind: 'sheets',
                sheets: isRead ? read.filter((each) => each !== name) : [...read, name],
              })
            }
          >
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}

function GroupColumns({
  group,
  onEdit,
}: {
  readonly group: Group;
  readonly onEdit: (edit: Edit) => void;
}) {
  const { shape, tables, columns, labels } = group;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const names = [...new Set(tables.map(({ sheet }) => sheet))];
  return (
    <section className="table-columns">
      <h3>
        <Text words={words.ofSheets(names, rows)} beside />
      </h3>
      <ColumnsTable
        labels={labels.map(({ heading, is, taken, examples }) => ({
          key: `above ${heading}`,
          heading,
          taken,
          examples,
          as: <Text words={meaningWords(is)} beside />,
          reason: taken ? words.above : (meaningOf(is)?.leftOut ?? words.above),
        }))}
        columns={columns.map((column) => ({
          key: column.key,
          heading: column.heading || words.noHeading(columnLetters(column.at)).zh,
          taken: column.taken,
          examples: column.examples,
          isEmpty: column.why === 'empty',
          reason: reasonOf(column),
          as: (
            <MeaningSelect
              column={column}
              onChoose={(is) => onEdit({ kind: 'column', shape, key: column.key, is })}
            />
          ),
        }))}
      />
    </section>
  );
}

const meaningOf = (is: EmployerMeaning | undefined) =>
  employerVocabulary.meanings.find((meaning) => meaning.is === is);

const ORGANISERS: ReadonlySet<EmployerMeaning> = new Set(['age', 'ageFrom', 'ageTo', 'sex']);

function reasonOf({ is, taken, why }: Group['columns'][number]): Words | undefined {
  if (taken && is && ORGANISERS.has(is)) return words.organisersOnly;
  return (why === 'not-kept' && meaningOf(is)?.leftOut) || columnWhyWords[why];
}

const takenMeanings = employerVocabulary.meanings.filter(({ leftOut }) => !leftOut);
const choices = [
  { of: words.ofPost, meanings: takenMeanings.filter(({ is }) => !isOfEmployer(is)) },
  { of: words.ofEmployer, meanings: takenMeanings.filter(({ is }) => isOfEmployer(is)) },
];

function MeaningSelect({
  column: { heading, is, taken, why },
  onChoose,
}: {
  readonly column: Group['columns'][number];
  readonly onChoose: (is: Extract<Edit, { kind: 'column' }>['is']) => void;
}) {
  const value = taken && is ? is : 'none';
  return (
    <select
      aria-label={`${heading} ${spoken(words.takenAs)}`}
      value={value}
      onChange={({ target }) => onChoose(columnMeaningSchema.parse(target.value))}
    >
      <option value="none">{words.none.zh}</option>
      {why === 'chosen' && <option value="proposed">{words.byItself.zh}</option>}
      {choices.map(({ of, meanings }) => (
        <optgroup key={of.en} label={of.zh}>
          {meanings.map((meaning) => (
            <option key={meaning.is} value={meaning.is}>
              {meaning.words.zh}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** A list of people: their columns are recognised alike, and what stands in them is masked. */
export function PeopleColumnsStep({ atWork, work }: ColumnsStepProps<PeopleWork>) {
  const read = useLoaded(atWork.peopleColumns, 'columns', work);
  if (!read) return <TableLoading />;
  return (
    <>
      {work.ignoredColumns.length > 0 && <Ignored columns={work.ignoredColumns} />}
      <p className="quiet">
        <Text words={words.tellsNobody} beside />
      </p>
      <section className="table-columns">
        <ColumnsTable
          labels={[]}
          columns={read.columns.map(({ at, heading, taken, why, as, examples }, i) => ({
            key: `${i}`,
            heading: heading || words.noHeading(columnLetters(at)).zh,
            taken,
            examples,
            isEmpty: why === 'empty',
            reason: columnWhyWords[why],
            as: as && taken ? <Text words={as} beside /> : undefined,
          }))}
        />
      </section>
      <LeftOutRows
        load={(from) => atWork.peopleFindings({ from, does: 'left-out' })}
        wordsOf={({ what }) => peopleFindingWords(what)}
        work={work}
      />
    </>
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

function ColumnsTable({ labels, columns }: ColumnsTableProps) {
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

function ColumnRow({ column: { heading, taken, as, reason, examples } }: { column: ShownColumn }) {
  return (
    <tr data-taken={taken}>
      <th scope="row">{heading}</th>
      <td>
        {as}
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
