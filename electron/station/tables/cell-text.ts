import { formatValue } from 'hucre';
import { plainLines } from '../../../shared/names/written.ts';
import { BLANK, type SheetCell } from '../../../shared/tables/workbook.ts';

/** What stands in a cell, as text, and what it is. */

/** Excel keeps fifteen digits of a number. */
const EXACT = 1e15;

/** Most cells need no care, and a list of people has a million. */
const AS_IT_IS = /^[\p{L}\p{N}][\p{L}\p{N}\-、，。（）]*$/u;

/**
 * A sheet's words: Excel marks a number stored as text with an apostrophe or `="…"`, and exports
 * write both into CSV.
 */
export function textCell(written: string): SheetCell {
  if (AS_IT_IS.test(written)) return { text: written, is: 'text' };
  const text = plainLines(written)
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^['’](?=[\d+(])/, '')
    .trim();
  if (text === '') return BLANK;
  return { text, is: SCIENTIFIC.test(text) ? 'rounded' : 'text' };
}

/** Twelve digits and more, as Excel shows them and as CSV keeps them: `5.10E+17`. */
const SCIENTIFIC = /^[1-9](?:\.\d+)?e\+1[1-9]$/i;

const CHINESE = /\p{Script=Han}/u;

function numberCell(value: number, format = ''): SheetCell {
  if (Math.abs(value) >= EXACT) return { text: String(value), is: 'rounded' };
  const general = Number.isInteger(value) ? '0' : '0.######';
  const plain = format.replaceAll(/\[[^\]]*\]/g, '').replaceAll(/G\/通用格式|General/gi, general);
  if (plain.includes('%'))
    return { text: `${Number((value * 100).toPrecision(12))}%`, is: 'percent' };
  // A unit that the format adds is part of what the clerk reads: 0"元/天".
  if (CHINESE.test(plain)) return { text: formatValue(value, plain).trim(), is: 'number' };
  const digits = /^0{2,}$/.exec(plain)?.[0].length ?? 0;
  // 0.1 + 0.2 is 0.3 to the clerk.
  return { text: String(Number(value.toPrecision(15))).padStart(digits, '0'), is: 'number' };
}

function dateCell(date: Date): SheetCell {
  if (Number.isNaN(date.getTime())) return { text: '#VALUE!', is: 'error' };
  const [day = '', time = ''] = date.toISOString().split('T');
  const clock = time.slice(0, 5);
  // A time of day alone lies on the day before Excel's first.
  if (day < '1900-01-01') return { text: clock, is: 'date' };
  return { text: clock === '00:00' ? day : `${day} ${clock}`, is: 'date' };
}

const ERROR = /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|ERR!|SPILL!|CALC!)$/;

export function valueCell(value: unknown, format?: string): SheetCell {
  if (typeof value === 'string')
    return ERROR.test(value) ? { text: value, is: 'error' } : textCell(value);
  if (typeof value === 'number') return numberCell(value, format);
  if (value instanceof Date) return dateCell(value);
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', is: 'boolean' };
  return BLANK;
}
