import { dateInParts } from '../../shared/calendar.ts';
import { ok } from '../../shared/result.ts';
import { ignoredHeadings } from '../../shared/tables/columns/columns.ts';
import type { NamedColumn } from '../../shared/tables/columns/named-columns.ts';
import type { PeopleMeaning } from '../../shared/tables/columns/people-meaning.ts';
import { peopleVocabulary } from '../../shared/tables/columns/people-meanings.ts';
import { peopleFindingWords } from '../../shared/tables/people/people-finding-words.ts';
import { both, columnsAsked } from './column-options.ts';
import { refuse } from '../../shared/command.ts';
import { ending } from './command.ts';
import { peopleIn } from './people-file.ts';
import { notOpened, triedEach, type Tried, triedTable, tryCommand } from './tables-tried.ts';

const CHINA_MINUTES = 480;

/** Says what an import would make of lists of people, without a fair; names nobody. */
export const command = tryCommand().action(
  ending(async (files, options) => {
    const named = columnsAsked(options.column, peopleVocabulary);
    if (!named.ok) return refuse(both(named.fault.words));
    return ok(await triedEach(files, options, (file, bytes) => tried(file, bytes, named.value)));
  }),
);

async function tried(
  file: string,
  bytes: Uint8Array,
  named: readonly NamedColumn<PeopleMeaning>[],
): Promise<Tried> {
  const read = await peopleIn(bytes, dateInParts(Date.now(), CHINA_MINUTES), named);
  if (!read.ok) {
    const { kind, words } = read.fault;
    const isOpened = kind === 'no-people' || kind === 'no-column';
    return { table: { ...notOpened(file, kind, words), opened: isOpened } };
  }
  const { rows, findings, tables, workbook } = read.value;
  // What stands in a cell is about a person.
  const found = findings.map((each) => ({
    ...each,
    read: '',
    words: peopleFindingWords(each.what),
  }));
  const ignoredColumns = ignoredHeadings(tables.flatMap(({ columns }) => columns));
  return triedTable(file, { workbook, rows, found, ignoredColumns });
}
