import { type About, type AnswerName, answerNames, withChosen } from '../../answers.ts';
import { codesOf, keyGroups } from '../../codes.ts';
import { type CivilDay, parseIdNumber } from '../../id-number.ts';
import { readPhone } from '../cells/phone.ts';
import { readWords } from '../cells/words.ts';
import { groupColumns, type PeopleMeaning } from '../columns/people-meaning.ts';
import type { Does } from '../finding.ts';
import type { Reading } from '../reading.ts';
import type { SheetCell } from '../workbook.ts';
import type { PeopleFinding, PeopleFindingKind } from './people-findings.ts';
import { answerReader, readName, readYes } from './person-cells.ts';

/** A person, from a row of a list. */

export interface Registrant {
  readonly name: string;
  readonly number: string;
  readonly sex?: 'male' | 'female';
  readonly phone?: string;
  readonly address?: string;
  readonly about: About;
}

export interface PersonCell {
  readonly at: number;
  readonly heading: string;
  readonly cell: SheetCell;
}

export interface PersonRow {
  readonly sheet: string;
  readonly row: number;
  /** The filled cells of a meaning, from left to right. */
  readonly cells: (meaning: PeopleMeaning) => readonly PersonCell[];
}

export interface PersonRead {
  /** Absent where the row is refused. */
  readonly person?: Registrant;
  readonly findings: readonly PeopleFinding[];
}

const readAddress = readWords(120);

export function readPerson(row: PersonRow, today: CivilDay): PersonRead {
  const findings: PeopleFinding[] = [];
  const add = (does: Does, what: PeopleFindingKind, cell?: PersonCell): void => {
    const { sheet, row: number } = row;
    findings.push({
      sheet,
      row: number,
      ...(cell && { at: cell.at, column: cell.heading }),
      does,
      what,
    });
  };
  const valueOf = <T>(cell: PersonCell | undefined, read: (text: string) => Reading<T>) => {
    if (!cell) return undefined;
    if (cell.cell.is === 'uncalculated') {
      add('emptied', { kind: 'uncalculated' }, cell);
      return undefined;
    }
    const reading = read(cell.cell.text);
    if (reading.is === 'unread') add('emptied', { kind: 'unread', why: reading.why }, cell);
    if (reading.is !== 'read') return undefined;
    if (reading.note) add('asks', { kind: 'read-so', note: reading.note }, cell);
    return reading.value;
  };
  const [number] = row.cells('number');
  const known = number && idNumberIn(number.cell, today);
  if (!number) add('refused', { kind: 'no-number' });
  else if (known && !known.ok) add('refused', known.fault, number);
  const [nameCell] = row.cells('name');
  const name = valueOf(nameCell, readName);
  // A cell that is no name leaves the row without one.
  if (name === undefined) {
    const at = findings.findIndex(({ at: place }) => place !== undefined && place === nameCell?.at);
    if (at >= 0) findings.splice(at, 1);
    add('refused', { kind: 'no-name' }, nameCell);
  }
  if (!known?.ok || name === undefined) return { findings };
  const phone = valueOf(row.cells('phone')[0], readPhone);
  const address = valueOf(row.cells('address')[0], readAddress);
  const { number: digits, sex } = known.value;
  return {
    person: {
      name,
      number: digits,
      ...(sex && { sex }),
      ...(phone !== undefined && { phone }),
      ...(address !== undefined && { address }),
      about: answersOf(row, valueOf),
    },
    findings,
  };
}

function idNumberIn(
  { text, is }: SheetCell,
  today: CivilDay,
):
  | Extract<ReturnType<typeof parseIdNumber>, { ok: true }>
  | { readonly ok: false; readonly fault: PeopleFindingKind } {
  if (is === 'rounded') return { ok: false, fault: { kind: 'rounded' } };
  const number = parseIdNumber(text, today);
  return number.ok ? number : { ok: false, fault: { kind: 'number', why: number.fault.kind } };
}

type ValueOf = <T>(
  cell: PersonCell | undefined,
  read: (text: string) => Reading<T>,
) => T | undefined;

/** An empty cell means no answer, not "none of these". */
function answersOf(row: PersonRow, valueOf: ValueOf): About {
  const about = answerNames.reduce<About>(
    (before, name) => withCells(before, name, row, valueOf),
    {},
  );
  const groups = new Set([
    ...(about.groups?.value ?? []),
    ...groupColumns.flatMap((group) =>
      row.cells(`is-${group}`).flatMap((cell) => valueOf(cell, readYes(group)) ?? []),
    ),
  ]);
  const codes = codesOf(keyGroups).filter((code) => groups.has(code));
  return codes.length > 0 ? withChosen(about, 'groups', codes, 'imported') : about;
}

function withCells<N extends AnswerName>(
  about: About,
  name: N,
  row: PersonRow,
  valueOf: ValueOf,
): About {
  const read = answerReader(name);
  const codes = new Set(row.cells(name).flatMap((cell) => valueOf(cell, read) ?? []));
  return codes.size > 0 ? withChosen(about, name, [...codes], 'imported') : about;
}
