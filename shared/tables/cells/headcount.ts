import type { CellNote, Reading } from '../reading.ts';
import { typedAsDate } from './excel-date.ts';
import { hanNumber } from './han-number.ts';
import { read, readPlain, unread } from './plain.ts';

/** `some` is 若干: the post keeps no number at all. */
export type Headcount = number | 'some';

/** The most that a post of a fair may ask for. */
const MOST = 10_000;

const SOME = /^招?聘?(?:人数)?(?:若干|数十?|多|几|不限|大量|长期招聘|长期)[名人位个]*$/;
/** A range of days that follow closely was typed as heads; a whole month was a date. */
const MOST_TIMES = 5;

const count = '(\\d{1,6}(?:,\\d{3})*(?:\\.0+)?|[一二两三四五六七八九十百零]{1,7})';
const unit = '[名人位个]*';
const HEADS = new RegExp(
  `^(?:招聘?|需求?|共|计)?(不少于|至少|约|大约)? ?${count} ?${unit}(?: ?[-至到] ?${count} ?${unit})?(以上|起|\\+|[余多][名人位个]*|左右)?(\\([^()\\d一二三四五六七八九十]*\\))?$`,
);

/** `5名`, `招若干人`, `3-4名`: T25 and T26. */
export function readHeadcount(text: string): Reading<Headcount> {
  return readPlain<Headcount>(text, (looked) => {
    const typed = typedAsDate(looked);
    if (typed) return ofDate(typed);
    if (SOME.test(looked)) return read<Headcount>('some');
    const [, before, low = '', high, after, aside] = HEADS.exec(looked) ?? [];
    const from = numberOf(low);
    const to = numberOf(high ?? low);
    if (from < 1 || from > MOST || !(to >= from)) return unread('headcount');
    return read<Headcount>(from, noteOf(from, [before, after, aside], high !== undefined));
  });
}

/** 0 if it is none. */
const numberOf = (text: string): number =>
  /^\d/.test(text) ? Number(text.replaceAll(',', '')) : (hanNumber(text) ?? 0);

function noteOf(
  from: number,
  [before, after, aside]: readonly (string | undefined)[],
  isRange: boolean,
): CellNote | undefined {
  const isAbout = before?.endsWith('约') || after === '左右' || aside !== undefined;
  if (isRange || (before !== undefined && !isAbout)) return { kind: 'lower-headcount' };
  if (isAbout) return { kind: 'taken-as', as: String(from) };
  return after === undefined ? undefined : { kind: 'lower-headcount' };
}

/** 3-4 became 3月4日. */
function ofDate([from, to]: readonly [number, number]): Reading<Headcount> {
  return from < to && to <= from * MOST_TIMES
    ? read(from, { kind: 'was-a-date', typed: `${from}-${to}` })
    : unread('date');
}
