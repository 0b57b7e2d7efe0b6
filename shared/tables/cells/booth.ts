import type { Reading } from '../reading.ts';
import { typedAsDate } from './excel-date.ts';
import { hanNumber } from './han-number.ts';
import { read, readPlain, unread } from './plain.ts';

/** The booths of one cell, and the zone that it names. */
export interface BoothCell {
  readonly codes: readonly string[];
  readonly zone?: string;
}

/** As the fair's schema, but shorter: a post's code follows it. */
const CODE = /^[A-Za-z0-9-]{1,20}$/;
const BETWEEN = /[、,;&+|/\n ]|和|及/;
const MOST_IN_CELL = 20;

/** `A01`, `A区01`, `1号、2号`, `A01-A03`: T28. */
export function readBooth(text: string): Reading<BoothCell> {
  return readPlain(text, (looked) => {
    const typed = typedAsDate(looked);
    if (typed) {
      const code = typed.join('-');
      return read({ codes: [code] }, { kind: 'was-a-date', typed: code });
    }
    const [, before = '', aside] = /^([^()]*)\(([^()]*)\)$/.exec(looked) ?? ['', looked];
    // 1-3号 may be one booth or three, and 9,999 is a number.
    if (/^\d+-\d+号|^\d{1,3}(?:,\d{3})+$|^\d{7,}$/.test(before)) return unread('booth');
    const range = rangeOf(before);
    if (range) return booths(range, aside);
    const whole = partOf(before, undefined);
    if (whole) return booths([whole], aside);
    return booths(partsOf(before), aside);
  });
}

interface Part {
  readonly code: string;
  readonly zone?: string;
  /** The code has letters or a hyphen that the cell has not. */
  readonly spelled?: true;
}

function booths(parts: readonly Part[], aside: string | undefined): Reading<BoothCell> {
  const codes = [...new Set(parts.map(({ code }) => code))];
  const [first] = parts;
  const zones = new Set(parts.map(({ zone }) => zone));
  if (!first || codes.length > MOST_IN_CELL || zones.size > 1) return unread('booth');
  const { zone } = first;
  const value = { codes, ...(zone !== undefined && { zone }) };
  if (aside) return read<BoothCell>(value, { kind: 'left-out', rest: aside });
  const spelled = parts.some((part) => part.spelled);
  return read<BoothCell>(value, spelled ? { kind: 'taken-as', as: codes.join('、') } : undefined);
}

/** A01-A03; undefined if it is none, and empty if nobody can say which booths it means. */
function rangeOf(text: string): Part[] | undefined {
  const [all, letters = '', low = '', other = '', high = ''] =
    /^([A-Za-z]{1,4})(\d{1,4}) ?[-至到] ?([A-Za-z]{1,4})(\d{1,4})$/.exec(text) ?? [];
  if (!all) return undefined;
  const count = Number(high) - Number(low) + 1;
  if (letters !== other || count < 2 || count > MOST_IN_CELL) return [];
  return Array.from({ length: count }, (_, i) => ({
    code: `${letters}${String(Number(low) + i).padStart(low.length, '0')}`,
  }));
}

/** None if one of them cannot be read. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const each of text.split(BETWEEN).filter(Boolean)) {
    const part = partOf(each, parts.at(-1)?.zone);
    if (!part) return [];
    parts.push(part);
  }
  return parts;
}

const AROUND =
  /^(?:展位号?|展台|摊位号?|第|no(?=[ .:\d])|#)[ :.]*|(?:号?(?:展位|展台|摊位|位)|号|#)$/gi;
const ZONED =
  /^((?:[A-Za-z]|[甲乙丙丁戊东南西北中]|\d{1,2}号?|[一二三四五六七八九十]{1,3})(?:[区馆厅楼层]))(.*)$/;
const spellings: Readonly<Record<string, string>> = {
  甲: 'JIA',
  乙: 'YI',
  丙: 'BING',
  丁: 'DING',
  戊: 'WU',
  东: 'DONG',
  南: 'NAN',
  西: 'XI',
  北: 'BEI',
  中: 'ZHONG',
};

/** One booth. A number alone stays in the zone that was named before it: A区01、02. */
function partOf(text: string, zoneBefore: string | undefined): Part | undefined {
  const [zone, rest] = zoneAnd(text.trim());
  const number = numberOf(rest);
  const named = zone || (zoneBefore !== undefined && /^\d+$/.test(number) ? zoneBefore : '');
  if (named === '') return CODE.test(number) ? { code: number } : undefined;
  if (!/^[A-Za-z]{0,2}\d{1,4}$/.test(number)) return undefined;
  const { letters, spelled } = lettersOf(named);
  const code = joined(letters, number.toUpperCase());
  return CODE.test(code)
    ? { code, zone: named.toUpperCase(), ...(spelled && { spelled: true as const }) }
    : undefined;
}

/** A区A01 says its letter twice, and 2区12 needs a hyphen. */
function joined(letters: string, number: string): string {
  if (!/^\d/.test(number)) return number.startsWith(letters) ? number : `${letters}${number}`;
  return /\d$/.test(letters) ? `${letters}-${number}` : `${letters}${number}`;
}

function zoneAnd(text: string): readonly [string, string] {
  const [, zone, rest = ''] = ZONED.exec(text) ?? [];
  if (zone === undefined) return ['', text];
  const [more, number] = zoneAnd(rest.trim());
  return [zone + more, number];
}

function numberOf(text: string): string {
  const bare = text
    .replace(AROUND, '')
    .replace(/\.0$/, '')
    .replaceAll('_', '-')
    .replace(/^-|-$/g, '');
  return bare.replace(/^([A-Za-z]+) (\d+)$/, '$1$2');
}

/** A馆B区 is AB, 甲区 is JIA, 二楼 is 2. */
function lettersOf(zone: string): { readonly letters: string; readonly spelled: boolean } {
  const marks = zone.replaceAll(/[区馆厅楼层号]/g, '');
  const letters = [...marks.matchAll(/[A-Za-z]|\d+|[一二三四五六七八九十]+|./gu)]
    .map(([mark]) => spellings[mark] ?? String(hanNumber(mark) ?? mark).toUpperCase())
    .join('');
  return { letters, spelled: letters !== marks.toUpperCase() || /\d/.test(letters) };
}
