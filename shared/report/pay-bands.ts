import type { FairPost } from '../fair.ts';
import { say } from '../say.ts';

/** 薪酬段: posts by the least that they promise for a month (F58). */

export const payBands = [
  { code: 'to-3000', most: 3_000, ...say('3000元以下', 'under 3,000') },
  { code: 'to-5000', most: 5_000, ...say('3000至4999元', '3,000 to 4,999') },
  { code: 'to-8000', most: 8_000, ...say('5000至7999元', '5,000 to 7,999') },
  { code: 'to-10000', most: 10_000, ...say('8000至9999元', '8,000 to 9,999') },
  { code: 'to-15000', most: 15_000, ...say('10000至14999元', '10,000 to 14,999') },
  { code: 'more', most: Number.POSITIVE_INFINITY, ...say('15000元及以上', '15,000 and more') },
  { code: 'other', most: undefined, ...say('按天、按小时、按件', 'by day, hour or piece') },
  { code: 'none', most: undefined, ...say('面议或没有写明', 'to be agreed, or not written') },
] as const;
export type PayBand = (typeof payBands)[number]['code'];

const MONTHS = 12;

/** A year's pay counts a twelfth. Where only an upper end is written, that is what counts. */
export function payBandOf({ pay, per = 'month' }: Pick<FairPost, 'pay' | 'per'>): PayBand {
  if (per !== 'month' && per !== 'year') return 'other';
  const least = pay?.[0] ?? pay?.[1];
  if (least === undefined || least === null) return 'none';
  const aMonth = per === 'year' ? least / MONTHS : least;
  return payBands.find(({ most }) => most !== undefined && aMonth < most)?.code ?? 'none';
}
