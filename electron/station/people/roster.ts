import {
  type About,
  type AnswerName,
  answerNames,
  answerTable,
  withChosen,
} from '../../../shared/answers.ts';
import { parseIdNumber } from '../../../shared/id-number.ts';
import { plainText } from '../../../shared/names/written.ts';
import type { Sheet } from '../../../shared/report/sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RosterFault } from '../../../shared/tables/row-faults.ts';
import { coded, type HeadingFault, headedRows } from '../tables/headed.ts';
import { ROUNDED } from '../tables/table.ts';

/**
 * Reads the list of people who registered on line, exported from a bureau's website as a
 * spreadsheet or CSV with a heading. Each row becomes a person, or a fault that says which row and
 * why.
 */

export interface Registrant {
  readonly name: string;
  readonly number: string;
  readonly sex?: 'male' | 'female';
  readonly phone?: string;
  readonly address?: string;
  readonly about: About;
}

export interface Roster {
  readonly people: readonly Registrant[];
  readonly faulty: readonly { readonly row: number; readonly fault: RosterFault }[];
}

const COLUMNS = [
  { column: 'name', names: ['姓名', 'name'], needed: true },
  { column: 'number', names: ['证件号码', '身份证号', '身份证号码', 'idnumber'], needed: true },
  { column: 'phone', names: ['手机号', '手机', '联系电话', 'phone'] },
  { column: 'address', names: ['住址', '地址', 'address'] },
  ...answerNames.map((column) => ({ column, names: answerTable[column].columns })),
] as const;
type Column = (typeof COLUMNS)[number]['column'];

export async function readRoster(
  bytes: Uint8Array,
  today: Parameters<typeof parseIdNumber>[1],
): Promise<Result<Roster, HeadingFault>> {
  const rows = await headedRows<Column>(bytes, COLUMNS);
  if (!rows.ok) return rows;
  const people: Registrant[] = [];
  const faulty: { row: number; fault: RosterFault }[] = [];
  const rowOf = new Map<string, number>();
  for (const { row, cell } of rows.value) {
    const read = registrant(cell, today);
    const before = read.ok ? rowOf.get(read.value.number) : undefined;
    if (!read.ok) faulty.push({ row, fault: read.fault });
    else if (before !== undefined)
      faulty.push({ row, fault: { kind: 'twice-person', row: before } });
    else {
      rowOf.set(read.value.number, row);
      people.push(read.value);
    }
  }
  return ok({ people, faulty });
}

function registrant(
  cell: (column: Column) => string,
  today: Parameters<typeof parseIdNumber>[1],
): Result<Registrant, RosterFault> {
  const name = plainText(cell('name'));
  if (name === '' || name.length > 60) return fail({ kind: 'name' });
  if (cell('number') === ROUNDED) return fail({ kind: 'rounded' });
  const number = parseIdNumber(cell('number'), today);
  if (!number.ok) return fail({ kind: 'number', why: number.fault.kind });
  const phone = cell('phone')
    .replace(/[\s-]/g, '')
    .replace(/^\+?86/, '');
  if (phone !== '' && !/^1[3-9]\d{9}$/.test(phone)) return fail({ kind: 'phone' });
  const about = answersOf(cell);
  if (!about.ok) return about;
  const address = cell('address');
  return ok({
    name,
    number: number.value.number,
    ...(number.value.sex && { sex: number.value.sex }),
    ...(phone !== '' && { phone }),
    ...(address !== '' && { address }),
    about: about.value,
  });
}

function answersOf(cell: (column: AnswerName) => string): Result<About, RosterFault> {
  let about: About = {};
  for (const name of answerNames) {
    const read = withCell(about, name, cell(name));
    if (!read.ok) return read;
    about = read.value;
  }
  return ok(about);
}

/** An empty cell means no answer, not "none of these". */
function withCell<N extends AnswerName>(
  about: About,
  name: N,
  text: string,
): Result<About, RosterFault> {
  const { list, columns, most } = answerTable[name];
  const codes = coded(list, columns[0], text, most);
  if (!codes.ok) return codes;
  return ok(codes.value.length > 0 ? withChosen(about, name, codes.value, 'imported') : about);
}

/** The columns to fill in, with an example row. */
export const rosterTemplate: Sheet = {
  name: '报名名单',
  columns: [
    ['姓名', 12],
    ['证件号码', 24],
    ['手机号', 16],
    ['住址', 36],
    ...answerNames.map((name) => {
      const { columns, most } = answerTable[name];
      return [columns[0], most === 1 ? 12 : 24] as const;
    }),
  ],
  rows: [
    [
      '（示例）张三',
      '（18 位，按文本填）',
      '13800138000',
      '云溪街道',
      ...answerNames.map((name) => answerTable[name].example),
    ],
  ],
};
