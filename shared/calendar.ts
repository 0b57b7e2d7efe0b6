/** Days and hours of a fair, from a stamp and the fair's fixed offset from UTC (China has no summer time). */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface DayAndHour {
  /** `2026-03-01` */
  readonly day: string;
  /** `09` */
  readonly hour: string;
}

/** Remembers the last hour, because stamps that follow one another usually share it. */
let asked: { readonly hours: number; readonly is: DayAndHour } | undefined;

export function dayAndHour(ms: number, utcOffsetMinutes: number): DayAndHour {
  const hours = Math.floor((ms + utcOffsetMinutes * MINUTE) / HOUR);
  if (asked?.hours !== hours) {
    const text = new Date(hours * HOUR).toISOString();
    asked = { hours, is: { day: text.slice(0, 10), hour: text.slice(11, 13) } };
  }
  return asked.is;
}

/** `09:12`, as a person at the fair reads it off the wall clock. */
export function wallClock(ms: number, utcOffsetMinutes: number): string {
  return new Date(ms + utcOffsetMinutes * MINUTE).toISOString().slice(11, 16);
}

/** Day and time, as notices and lists show them. */
export function dayAndTime(ms: number, utcOffsetMinutes: number) {
  return {
    day: dayAndHour(ms, utcOffsetMinutes).day,
    time: wallClock(ms, utcOffsetMinutes),
  };
}

/** The date as numbers, to check a person's age. */
export function dateInParts(ms: number, utcOffsetMinutes: number) {
  const [year = 0, month = 0, day = 0] = dayAndHour(ms, utcOffsetMinutes)
    .day.split('-')
    .map(Number);
  return { year, month, day };
}

/** Whether a day such as `20260229` exists. */
export function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  );
}

/** A day as a hand types it, in eight digits with or without signs between them; undefined for anything else. */
export function readDay(typed: string): string | undefined {
  const [, year = '', month = '', date = ''] =
    /^(\d{4})\D?(\d{2})\D?(\d{2})\D?$/.exec(typed.normalize('NFKC').trim()) ?? [];
  return isRealDay(Number(year), Number(month), Number(date))
    ? `${year}-${month}-${date}`
    : undefined;
}

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * HOUR).toISOString().slice(0, 10);
}

/** 0 for a Monday, 6 for a Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

/** The time in files that need one but must be the same whenever they are made. */
export const NO_TIME = new Date(Date.UTC(2000, 0, 1));
