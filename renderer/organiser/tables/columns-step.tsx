import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Words } from '../../../shared/say.ts';
import type { EmployerMeaning } from '../../../shared/tables/columns/employer-meaning.ts';
import {
  employerVocabulary,
  isOfEmployer,
  meaningWords,
} from '../../../shared/tables/columns/employer-meanings.ts';
import type { Edit } from '../../../shared/tables/employers/edit.ts';
import { findingWords } from '../../../shared/tables/employers/finding-words.ts';
import { columnLetters } from '../../../shared/tables/workbook.ts';
import { spoken, Text } from '../../ui/text.tsx';
import { ColumnsOf, ColumnsTable, Ignored, MeaningSelect } from './columns-table.tsx';
import { LeftOutRows } from './left-out-rows.tsx';
import { useLoaded } from './loaded.ts';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import type { EmployersWork } from './table-at-work.ts';
import { TableLoading } from './table-loading.tsx';
import { columnWhyWords, tableWords as words } from './table-words.ts';

type Columns = Extract<CallOutput<'setup.columns'>, { ok: true }>['value'];
type Group = Columns['groups'][number];

interface ColumnsStepProps {
  readonly atWork: SetUpAtWork;
  readonly work: EmployersWork;
}

/** What each column is taken for, and what is left out; one tap sets a column otherwise. */
export function ColumnsStep({ atWork, work }: ColumnsStepProps) {
  const read = useLoaded(atWork.columns, 'columns', work);
  if (!read) return <TableLoading />;
  const edit = (what: Edit): void => void atWork.edit(what);
  return (
    <>
      <Ignored columns={work.ignoredColumns} />
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
  return (
    <ColumnsOf tables={tables}>
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
              choices={choices}
              onChoose={(is) => onEdit({ kind: 'column', shape, key: column.key, is })}
            />
          ),
        }))}
      />
    </ColumnsOf>
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
