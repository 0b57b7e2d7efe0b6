import type { CivilDay } from '../../id-number.ts';
import type { ReadTable } from '../columns/column-groups.ts';
import { type Column, recognised, shapeOf } from '../columns/columns.ts';
import { type Grid, gridOf } from '../columns/grid.ts';
import { type HeadedTable, tablesIn } from '../columns/headed-sheet.ts';
import { plainHeading } from '../columns/heading.ts';
import { shareOf } from '../columns/looks.ts';
import type { PeopleMeaning } from '../columns/people-meaning.ts';
import { isNumber, peopleVocabulary } from '../columns/people-meanings.ts';
import { type LeftOut, leftOutByWords } from '../left-out.ts';
import { BLANK, type SheetRow, type Workbook, type WorkbookSheet } from '../workbook.ts';
import type { PeopleChoices } from './choices.ts';
import type { PeopleFinding } from './people-findings.ts';
import { type PersonCell, readPerson, type Registrant } from './read-person.ts';

/**
 * A list of people who registered, from an opened file to people. A person is known by an ID number;
 * what else a row says is taken if it can be read.
 */

type PersonState = 'untouched' | 'proposed' | 'emptied' | 'refused';

export interface StagedPeople {
  readonly tables: readonly ReadTable<PeopleMeaning>[];
  /** Why nobody can be taken before a column is set otherwise. */
  readonly missing?: NoPeople['missing'];
  /** Every row that is a person, as the clerk counts them. */
  readonly rows: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly state: PersonState;
  }[];
  readonly people: readonly Registrant[];
  readonly findings: readonly PeopleFinding[];
}

/** No sheet has this column, or nothing stands under it. */
export interface NoPeople {
  readonly missing: 'name' | 'number' | 'numbers';
}

const NO_CHOICES: PeopleChoices = { columns: {} };

interface PeopleTable {
  readonly sheet: WorkbookSheet;
  readonly grid: Grid;
  readonly table: HeadedTable;
  /** The table's rank in its sheet, from 0. */
  readonly index: number;
  readonly shape: string;
  readonly columns: readonly Column<PeopleMeaning>[];
  readonly places: ReadonlyMap<PeopleMeaning | undefined, readonly Column<PeopleMeaning>[]>;
}

export function stagedPeople(
  { sheets }: Workbook,
  today: CivilDay,
  { columns: chosen }: PeopleChoices = NO_CHOICES,
): StagedPeople | NoPeople {
  const findings: PeopleFinding[] = [];
  const leftOut = ({ name }: WorkbookSheet, why: 'no-people' | 'no-number' | 'hidden'): void => {
    const what = { kind: 'sheet-left-out', why } as const;
    findings.push({ sheet: name, row: 0, does: 'left-out', what });
  };
  const tables: PeopleTable[] = [];
  const unsure: PeopleTable[] = [];
  for (const sheet of sheets) {
    if (sheet.rows.length === 0) continue;
    if (sheet.hidden) {
      leftOut(sheet, 'hidden');
      continue;
    }
    const own = peopleTables(sheet, chosen);
    const named = own.filter(({ places }) => places.has('name') && places.has('number'));
    unsure.push(...own.filter(mayBePeople));
    if (named.length > 0) tables.push(...named);
    else leftOut(sheet, own.length === 0 ? 'no-people' : 'no-number');
  }
  if (tables.length > 0) return peopleIn(tables, findings, today);
  const missing = missingIn(sheets);
  if (unsure.length === 0) return { missing };
  const read = unsure.map((table) => readTable(table, personRows(table).persons.length));
  return { tables: read, rows: [], people: [], findings, missing };
}

/** Somebody can say which column has the numbers: one looks so, or has been set before. */
const mayBePeople = ({ columns }: PeopleTable): boolean =>
  columns.some(
    ({ why, examples }) => why === 'chosen' || (shareOf(examples, isNumber) ?? 0) >= 0.5,
  );

const readTable = (
  { sheet, index, shape, columns }: PeopleTable,
  rows: number,
): ReadTable<PeopleMeaning> => ({
  sheet: sheet.name,
  table: index,
  shape,
  columns,
  labels: [],
  rows,
});

function missingIn(sheets: readonly WorkbookSheet[]): NoPeople['missing'] {
  const names = sheets.filter((sheet) => isHeaded(sheet, 'name'));
  if (names.length === 0) return 'name';
  return names.some((sheet) => isHeaded(sheet, 'number')) ? 'numbers' : 'number';
}

/** Such a heading stands there, although nothing may stand under or beside it. */
const isHeaded = ({ rows }: WorkbookSheet, meaning: PeopleMeaning): boolean =>
  rows
    .slice(0, LOOKED_AT)
    .some(({ cells }) =>
      cells.some(({ text }) => peopleVocabulary.exact.get(plainHeading(text))?.is === meaning),
    );

/** How far down a heading may begin, in rows that are filled. */
const LOOKED_AT = 60;

/** Tables of names, with numbers or without. */
function peopleTables(sheet: WorkbookSheet, chosen: PeopleChoices['columns']): PeopleTable[] {
  const grid = gridOf(sheet);
  const isList = (meanings: ReadonlySet<PeopleMeaning>): boolean => meanings.has('name');
  return tablesIn(sheet, grid, peopleVocabulary, isList).flatMap((table, index) => {
    const proposed = recognised(table.columns, peopleVocabulary);
    if (!proposed.some(({ is, taken }) => taken && is === 'name')) return [];
    const shape = shapeOf(proposed);
    const choices = Object.hasOwn(chosen, shape) ? chosen[shape] : undefined;
    const columns = choices ? recognised(table.columns, peopleVocabulary, choices) : proposed;
    const places = Map.groupBy(
      columns.filter(({ taken }) => taken),
      ({ is }) => is,
    );
    return [{ sheet, grid, table, index, shape, columns, places }];
  });
}

function peopleIn(
  tables: readonly PeopleTable[],
  before: readonly PeopleFinding[],
  today: CivilDay,
): StagedPeople {
  const findings = [...before];
  const read: ReadTable<PeopleMeaning>[] = [];
  const rows: StagedPeople['rows'][number][] = [];
  const people: Registrant[] = [];
  const first = new Map<string, RowPlace>();
  for (const table of tables) {
    const { persons, leftOut } = personRows(table);
    findings.push(...leftOut);
    read.push(readTable(table, persons.length));
    for (const row of persons) {
      const place = { sheet: table.sheet.name, row: row.row };
      const one = readPerson({ ...place, cells: (meaning) => cellsOf(row, meaning, table) }, today);
      const { person } = one;
      const earlier = person && first.get(person.number);
      const own = earlier ? [twice(place, earlier)] : one.findings;
      if (person && !earlier) {
        first.set(person.number, place);
        people.push(person);
      }
      findings.push(...own);
      rows.push({ ...place, state: stateOf(own) });
    }
  }
  return { tables: read, rows, people, findings };
}

interface RowPlace {
  readonly sheet: string;
  readonly row: number;
}

function twice(place: RowPlace, earlier: RowPlace): PeopleFinding {
  const sheet = earlier.sheet === place.sheet ? '' : earlier.sheet;
  return { ...place, does: 'refused', what: { kind: 'twice-person', sheet, row: earlier.row } };
}

/** The rows that are persons, and those that are none. */
function personRows(people: PeopleTable) {
  const { sheet, table } = people;
  const leftOut: PeopleFinding[] = [];
  const persons: SheetRow[] = [];
  const leave = (row: number, why: LeftOut): void => {
    const what = { kind: 'row-left-out', why } as const;
    leftOut.push({ sheet: sheet.name, row, does: 'left-out', what });
  };
  for (const { row, hidden } of table.above) leave(row, hidden ? 'hidden' : 'title');
  for (const { row } of table.repeated) leave(row, 'heading');
  for (const row of table.rows) {
    const why = whyLeftOut(row, people);
    if (why) leave(row.row, why);
    else persons.push(row);
  }
  return { persons, leftOut };
}

function stateOf(findings: readonly PeopleFinding[]): PersonState {
  const does = new Set(findings.map((finding) => finding.does));
  if (does.has('refused')) return 'refused';
  if (does.has('emptied')) return 'emptied';
  return does.has('asks') ? 'proposed' : 'untouched';
}

function whyLeftOut(row: SheetRow, table: PeopleTable): LeftOut | undefined {
  if (row.hidden) return 'hidden';
  if (/^[(（【]?(?:示例|样例|例)[)）】:：]/.test(own(row, 'name', table))) return 'example';
  if (own(row, 'number', table) !== '') return undefined;
  const texts = row.cells.map(({ text }) => text);
  const why = leftOutByWords(texts);
  if (why) return why;
  const filled = texts.filter((text) => text !== '').length;
  const name = own(row, 'name', table);
  if (name === '') return own(row, 'phone', table) === '' ? 'blank' : undefined;
  // A sentence below the list, merged over its columns.
  return filled === 1 && name.length > 12 ? 'note' : undefined;
}

const own = (row: SheetRow, meaning: PeopleMeaning, table: PeopleTable): string =>
  table.places
    .get(meaning)
    ?.map(({ at }) => table.grid.own(row, at))
    .find((text) => text !== '') ?? '';

/** What several people share may stand in one merged cell; a name or a number never does. */
const OF_ONE: ReadonlySet<PeopleMeaning> = new Set(['name', 'number', 'phone']);

function cellsOf(row: SheetRow, meaning: PeopleMeaning, table: PeopleTable): PersonCell[] {
  return (table.places.get(meaning) ?? []).flatMap(({ at, heading }) => {
    const cell = row.cells[at] ?? BLANK;
    if (cell.text !== '' || cell.is === 'uncalculated') return [{ at, heading, cell }];
    const text = OF_ONE.has(meaning) ? '' : table.grid.filled(row, at);
    return text === '' ? [] : [{ at, heading, cell: { text, is: 'text' } }];
  });
}
