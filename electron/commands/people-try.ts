import { Command } from '@commander-js/extra-typings';
import { dateInParts } from '../../shared/calendar.ts';
import { ignoredHeadings } from '../../shared/tables/columns/columns.ts';
import { peopleFindingWords } from '../../shared/tables/people/people-finding-words.ts';
import { readRoster, rosterFaultWords } from '../station/people/roster.ts';
import { notOpened, printTried, type Tried, triedTable } from './tables-tried.ts';

const CHINA_MINUTES = 480;

/** Says what an import would make of lists of people, without a fair; names nobody. */
export const command = new Command()
  .argument('<file...>', 'Excel（.xlsx、.xls）或 CSV Excel sheets or CSV')
  .option('--json', '输出 JSON，含每一条发现 prints JSON, with each finding', false)
  .option('--marked <folder>', '在这里存一份标出了问题的表 saves the tables there with marks')
  .action(async (files, options) => printTried(files, options, tried));

async function tried(file: string, bytes: Uint8Array): Promise<Tried> {
  const read = await readRoster(bytes, dateInParts(Date.now(), CHINA_MINUTES));
  if (!read.ok) {
    const { fault } = read;
    const isOpened = fault.kind === 'no-people';
    return {
      table: { ...notOpened(file, fault.kind, rosterFaultWords(fault)), opened: isOpened },
    };
  }
  const { rows, findings, columns, workbook } = read.value;
  // What stands in a cell is about a person.
  const found = findings.map((each) => ({
    ...each,
    read: '',
    words: peopleFindingWords(each.what),
  }));
  return triedTable(file, { workbook, rows, found, ignoredColumns: ignoredHeadings(columns) });
}
