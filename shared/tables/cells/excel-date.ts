/**
 * Excel takes `3-4` for the fourth of March. A cell that looks like a date where none can be was typed so.
 */

const DATE =
  /^(?:(?:\d{4}|\d{2})[-/.年])?(1[0-2]|0?[1-9])[-/.月](3[01]|[12]\d|0?[1-9])日?(?:[ t]0?0:00(?::00(?:\.0+)?z?)?)?$/i;
const SURE = /年|月|^\d{4}[-/.]|[/.-]\d{4}$/;
/** `1-Mar`, as an English Excel shows it. */
const NAMED = /^(\d{1,2})-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d{2,4})?$/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Month and day, in the order in which they were typed; undefined if the text is no date. */
export function typedAsDate(plain: string): readonly [number, number] | undefined {
  const [, day, name = ''] = NAMED.exec(plain) ?? [];
  if (day !== undefined) return [MONTHS.indexOf(name.toLowerCase()) + 1, Number(day)];
  const [, month, date] = SURE.test(plain) ? (DATE.exec(plain) ?? []) : [];
  return month === undefined || date === undefined ? undefined : [Number(month), Number(date)];
}
