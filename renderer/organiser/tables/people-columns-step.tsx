import { peopleVocabulary } from '../../../shared/tables/columns/people-meanings.ts';
import { peopleFindingWords } from '../../../shared/tables/people/people-finding-words.ts';
import { columnLetters } from '../../../shared/tables/workbook.ts';
import { Text } from '../../ui/text.tsx';
import { ColumnsOf, ColumnsTable, Ignored, MeaningSelect } from './columns-table.tsx';
import { LeftOutRows } from './left-out-rows.tsx';
import { useLoaded } from './loaded.ts';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import type { PeopleWork } from './table-at-work.ts';
import { TableLoading } from './table-loading.tsx';
import { columnWhyWords, tableWords as words } from './table-words.ts';

interface PeopleColumnsStepProps {
  readonly atWork: SetUpAtWork;
  readonly work: PeopleWork;
}

const choices = [{ meanings: peopleVocabulary.meanings }];

/** The columns of a list of people, which are set like those of employers; what stands in them is masked. */
export function PeopleColumnsStep({ atWork, work }: PeopleColumnsStepProps) {
  const read = useLoaded(atWork.peopleColumns, 'columns', work);
  if (!read) return <TableLoading />;
  return (
    <>
      <Ignored columns={work.ignoredColumns} />
      <p className="quiet">
        <Text words={words.tellsNobody} beside />
      </p>
      {read.groups.map(({ shape, tables, columns }, i) => (
        <ColumnsOf key={`${i} ${shape}`} tables={tables}>
          <ColumnsTable
            labels={[]}
            columns={columns.map((column) => ({
              key: column.key,
              heading: column.heading || words.noHeading(columnLetters(column.at)).zh,
              taken: column.taken,
              examples: column.examples,
              isEmpty: column.why === 'empty',
              reason: columnWhyWords[column.why],
              as: (
                <MeaningSelect
                  column={column}
                  choices={choices}
                  onChoose={(is) => void atWork.setPeopleColumn({ shape, key: column.key, is })}
                />
              ),
            }))}
          />
        </ColumnsOf>
      ))}
      <LeftOutRows
        load={(from) => atWork.peopleFindings({ from, does: 'left-out' })}
        wordsOf={({ what }) => peopleFindingWords(what)}
        work={work}
      />
    </>
  );
}
