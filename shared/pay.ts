import { z } from 'zod';
import { say, type Words } from './say.ts';

/** What a post pays, as tables say it: an end may be open, and the period is not always a month. */

const payPeriods = ['month', 'day', 'hour', 'piece', 'year'] as const;
export const payPeriodSchema = z.enum(payPeriods);
export type PayPeriod = z.infer<typeof payPeriodSchema>;

const yuan = z.int().min(0).nullable();
/** Whole yuan, from and to; null is an open end. A fraction is kept as words: a fair's text has none. */
export const paySchema = z
  .tuple([yuan, yuan])
  .refine(([from, to]) => from !== null || to !== null, 'one end is needed');
export type Pay = z.infer<typeof paySchema>;

/** The longest words that stand for pay which numbers cannot say. */
export const MOST_PAY_TEXT = 60;

export interface Paid {
  readonly pay?: Pay;
  readonly per?: PayPeriod;
  readonly payText?: string;
}

/** In numbers if there are any, else as the employer wrote it. */
export function payWords({ pay, per = 'month', payText }: Paid): Words {
  if (pay) return numbers(pay, per);
  if (payText !== undefined) return say(payText, 'see the booth');
  return per === 'piece' ? say('按件计薪', 'by the piece') : say('面议', 'to be agreed');
}

const chinese: Readonly<Record<PayPeriod, readonly [before: string, after: string]>> = {
  month: ['', '元/月'],
  day: ['', '元/天'],
  hour: ['', '元/小时'],
  piece: ['按件 ', '元/件'],
  year: ['年薪 ', ''],
};

function numbers([from, to]: Pay, per: PayPeriod): Words {
  const inWords = per === 'year' ? inWan : String;
  const [before, after] = chinese[per];
  const each = `yuan ${per === 'hour' ? 'an' : 'a'} ${per}`;
  if (from === null) return say(`${before}${inWords(to ?? 0)}${after}以下`, `up to ${to} ${each}`);
  if (to === null) return say(`${before}${inWords(from)}${after}以上`, `${from} ${each} or more`);
  const [zh, en] =
    from === to ? [inWords(from), `${from}`] : [`${inWords(from)}-${inWords(to)}`, `${from}-${to}`];
  return say(`${before}${zh}${after}`, `${en} ${each}`);
}

const inWan = (yuan: number): string =>
  yuan >= 10_000 && yuan % 100 === 0 ? `${yuan / 10_000}万` : `${yuan}元`;

/** The paid days in a month of day labour, without weekends and rain. */
const DAYS_A_MONTH = 22;
const HOURS_A_DAY = 8;

const timesAMonth: Readonly<Record<PayPeriod, number>> = {
  month: 1,
  day: DAYS_A_MONTH,
  hour: DAYS_A_MONTH * HOURS_A_DAY,
  // Nobody knows how many pieces.
  piece: 0,
  year: 1 / 12,
};

/** The most that is promised, in yuan a month; 0 if nobody can say. An open end promises no more. */
export function mostAMonth({ pay, per = 'month' }: Pick<Paid, 'pay' | 'per'>): number {
  return (pay?.[1] ?? pay?.[0] ?? 0) * timesAMonth[per];
}

/** People who are paid so are hired on the spot. */
export const isDayLabour = (per: PayPeriod | undefined): boolean => per === 'day' || per === 'hour';
