import { dateInParts } from '../../shared/calendar.ts';
import { ignoredHeadings } from '../../shared/tables/columns/columns.ts';
import { peopleFindingWords } from '../../shared/tables/people/people-finding-words.ts';
import { readRoster, rosterFaultWords } from '../station/people/roster.ts';
import { notOpened, type Tried, triedTable, tryCommand } from './tables-tried.ts';

const CHINA_MINUTES = 480;

/** Says what an import would make of lists of people, without a fair; names nobody. */
export const command = tryCommand(tried);

async function tried(file: string, bytes: Uint8Array): Promise<Tried> {
  const read = await readRoster(bytes, dateInParts(Date.now(), CHINA_MINUTES));
  if (!read.ok) {
    const { fault } = read;
    const isOpened = fault.kind === 'no-people';
    return {
      table: { ...notOpened(file, fault.kind, rosterFaultWords(fault)), opened: isOpened },
    };
  }
  const { rows, findings, tables, workbook } = read.value;
  // What stands in a cell is about a person.
  const found = findings.map((each) => ({
    ...each,
    read: '',
    words: peopleFindingWords(each.what),
  }));
  return triedTable(file, { workbook, rows, found, ignoredColumns: ignoredHeadings(tables.flatMap(({ columns }) => columns)) });
}
