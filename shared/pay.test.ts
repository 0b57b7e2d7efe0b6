import { describe, expect, it } from 'vitest';
import { mostAMonth, type Paid, paySchema, payWords } from './pay.ts';

describe('what a post pays', () => {
  it.each<[Paid, string, string]>([
    [{ pay: [5000, 7000] }, '5000-7000元/月', '5000-7000 yuan a month'],
    [{ pay: [5000, 5000] }, '5000元/月', '5000 yuan a month'],
    [{ pay: [5000, null] }, '5000元/月以上', '5000 yuan a month or more'],
    [{ pay: [null, 8000] }, '8000元/月以下', 'up to 8000 yuan a month'],
    [{ pay: [80, 80], per: 'day' }, '80元/天', '80 yuan a day'],
    [{ pay: [15, 20], per: 'hour' }, '15-20元/小时', '15-20 yuan an hour'],
    [{ pay: [3, 5], per: 'piece' }, '按件 3-5元/件', '3-5 yuan a piece'],
    [{ pay: [100_000, 150_000], per: 'year' }, '年薪 10万-15万', '100000-150000 yuan a year'],
    [{ pay: [125_000, null], per: 'year' }, '年薪 12.5万以上', '125000 yuan a year or more'],
    [{ pay: [9600, 9600], per: 'year' }, '年薪 9600元', '9600 yuan a year'],
    [{ payText: '底薪+提成' }, '底薪+提成', 'see the booth'],
    [{ pay: [3000, 5000], payText: '3000-5000+绩效' }, '3000-5000元/月', '3000-5000 yuan a month'],
    [{ per: 'piece' }, '按件计薪', 'by the piece'],
    [{}, '面议', 'to be agreed'],
  ])('reads as an office would write it: %j', (paid, zh, en) => {
    expect(payWords(paid)).toEqual({ zh, en });
  });

  it.each<[Paid, number]>([
    [{ pay: [5000, 7000] }, 7000],
    [{ pay: [5000, null] }, 5000],
    [{ pay: [null, 8000] }, 8000],
    [{ pay: [200, 300], per: 'day' }, 6600],
    [{ pay: [20, 20], per: 'hour' }, 3520],
    [{ pay: [60_000, 120_000], per: 'year' }, 10_000],
    [{ pay: [1, 2], per: 'piece' }, 0],
    [{ payText: '底薪+提成' }, 0],
  ])('compares by the month, and an open end promises no more: %j', (paid, most) => {
    expect(mostAMonth(paid)).toBe(most);
  });

  it('needs one end at least', () => {
    expect(paySchema.safeParse([null, null]).success).toBe(false);
    expect(paySchema.safeParse([null, 1]).success).toBe(true);
    expect(paySchema.safeParse([0.5, 1]).success).toBe(false);
  });
});
