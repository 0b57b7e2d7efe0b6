import { educations, keyGroups, trades } from '../../../shared/codes.ts';
import type { About } from '../../../shared/facts.ts';
import { parseIdNumber } from '../../../shared/id-number.ts';
import type { Sheet } from '../../../shared/report/sheets.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { RosterFault } from '../../../shared/tables/row-faults.ts';
import { coded, type HeadingFault, headedRows } from '../tables/headed.ts';
import { ROUNDED } from '../tables/table.ts';

/**
 * The list of people who registered on line, as a bureau's website exports it: a table with a heading,
 * as a spreadsheet or as CSV. Each row becomes a person, or a fault that says which row and why.
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
  { column: 'education', names: ['学历', 'education'] },
  { column: 'trades', names: ['工种', '求职意向', 'trades'] },
  { column: 'groups', names: ['重点群体', '人员类别', 'groups'] },
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
  const name = cell('name');
  if (name === '' || name.length > 60) return fail({ kind: 'name' });
  if (cell('number') === ROUNDED) return fail({ kind: 'rounded' });
  const number = parseIdNumber(cell('number'), today);
  if (!number.ok) return fail({ kind: 'number', why: number.fault.kind });
  const phone = cell('phone')
    .replace(/[\s-]/g, '')
    .replace(/^\+?86/, '');
  if (phone !== '' && !/^1[3-9]\d{9}$/.test(phone)) return fail({ kind: 'phone' });
  const education = coded(educations, '学历', cell('education'), 1);
  if (!education.ok) return education;
  const work = coded(trades, '工种', cell('trades'), 4);
  if (!work.ok) return work;
  const groups = coded(keyGroups, '重点群体', cell('groups'), keyGroups.length);
  if (!groups.ok) return groups;
  const [level] = education.value;
  const address = cell('address');
  return ok({
    name,
    number: number.value.number,
    ...(number.value.sex && { sex: number.value.sex }),
    ...(phone !== '' && { phone }),
    ...(address !== '' && { address }),
    about: {
      ...(level && { education: { value: level, from: 'imported' } }),
      ...(work.value.length > 0 && { trades: { value: work.value, from: 'imported' } }),
      ...(groups.value.length > 0 && { groups: { value: groups.value, from: 'imported' } }),
    },
  });
}

/** What to fill in, with a line that shows how. */
export const rosterTemplate: Sheet = {
  name: '报名名单',
  columns: [
    ['姓名', 12],
    ['证件号码', 24],
    ['手机号', 16],
    ['住址', 36],
    ['学历', 12],
    ['工种', 24],
    ['重点群体', 24],
  ],
  rows: [
    [
      '（示例）张三',
      '（18 位，按文本填）',
      '13800138000',
      '云溪街道',
      '高中',
      '生产制造、仓储物流',
      '',
    ],
  ],
};
