import { educations, keyGroups, trades } from '../../shared/codes.ts';
import type { About } from '../../shared/facts.ts';
import { type IdNumberFault, parseIdNumber } from '../../shared/id-number.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { ROUNDED, tableOf } from './table.ts';

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

export type RowFault =
  | { readonly kind: 'name' }
  | { readonly kind: 'number'; readonly why: IdNumberFault['kind'] }
  | { readonly kind: 'rounded' }
  | { readonly kind: 'phone' }
  | { readonly kind: 'unknown-word'; readonly column: string; readonly word: string }
  /** The same person stands further up. */
  | { readonly kind: 'twice'; readonly row: number };

export interface FaultyRow {
  /** As a spreadsheet counts: the heading is 1. */
  readonly row: number;
  readonly fault: RowFault;
}

export interface Roster {
  readonly people: readonly Registrant[];
  readonly faulty: readonly FaultyRow[];
}

export type RosterFault =
  | { readonly kind: 'not-a-table' }
  | { readonly kind: 'column-missing'; readonly column: string };

const COLUMNS = [
  { column: 'name', names: ['姓名', 'name'] },
  { column: 'number', names: ['证件号码', '身份证号', '身份证号码', 'idnumber'] },
  { column: 'phone', names: ['手机号', '手机', '联系电话', 'phone'] },
  { column: 'address', names: ['住址', '地址', 'address'] },
  { column: 'education', names: ['学历', 'education'] },
  { column: 'trades', names: ['工种', '求职意向', 'trades'] },
  { column: 'groups', names: ['重点群体', '人员类别', 'groups'] },
] as const;
type Column = (typeof COLUMNS)[number]['column'];
const NEEDED: readonly Column[] = ['name', 'number'];

/** Titles and notes that stand above a heading. */
const ABOVE_HEADING = 10;

export async function readRoster(
  bytes: Uint8Array,
  today: Parameters<typeof parseIdNumber>[1],
): Promise<Result<Roster, RosterFault>> {
  const rows = (await tableOf(bytes)) ?? [];
  const headingAt = Math.max(0, rows.slice(0, ABOVE_HEADING).findIndex(isHeading));
  const heading = rows[headingAt];
  if (!heading) return fail({ kind: 'not-a-table' });
  const rest = rows.slice(headingAt + 1);
  const at = new Map<Column, number>();
  for (const { column, names } of COLUMNS) {
    const place = placeOf(names, heading);
    if (place >= 0) at.set(column, place);
    else if (NEEDED.includes(column)) return fail({ kind: 'column-missing', column: names[0] });
  }
  const people: Registrant[] = [];
  const faulty: FaultyRow[] = [];
  const rowOf = new Map<string, number>();
  for (const [i, cells] of rest.entries()) {
    const row = headingAt + i + 2;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read = registrant((column) => clean(cells[at.get(column) ?? -1] ?? ''), today);
    const before = read.ok ? rowOf.get(read.value.number) : undefined;
    if (!read.ok) faulty.push({ row, fault: read.fault });
    else if (before !== undefined) faulty.push({ row, fault: { kind: 'twice', row: before } });
    else {
      rowOf.set(read.value.number, row);
      people.push(read.value);
    }
  }
  return ok({ people, faulty });
}

function placeOf(names: readonly string[], cells: readonly string[]): number {
  return cells.findIndex((cell) => names.includes(cell.replaceAll(/\s/g, '').toLowerCase()));
}

function isHeading(cells: readonly string[]): boolean {
  return COLUMNS.every(
    ({ column, names }) => !NEEDED.includes(column) || placeOf(names, cells) >= 0,
  );
}

function registrant(
  cell: (column: Column) => string,
  today: Parameters<typeof parseIdNumber>[1],
): Result<Registrant, RowFault> {
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

/** Words of a list, as they stand on the kiosk's own keys, or their codes. */
function coded<C extends string>(
  all: readonly { readonly code: C; readonly zh: string; readonly en: string }[],
  column: string,
  text: string,
  most: number,
): Result<C[], RowFault> {
  const found: C[] = [];
  for (const word of text.split(/[、，,;；|]/).map((part) => part.trim())) {
    if (word === '') continue;
    const entry = all.find(
      ({ code, zh, en }) =>
        code === word || zh.replaceAll(' ', '') === word.replaceAll(' ', '') || en === word,
    );
    if (!entry) return fail({ kind: 'unknown-word', column, word });
    if (!found.includes(entry.code)) found.push(entry.code);
  }
  return ok(found.slice(0, most));
}

/** Excel's ways: a number kept as text has an apostrophe or `="…"` around it. */
function clean(cell: string): string {
  return cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
    .trim();
}
