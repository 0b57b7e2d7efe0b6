import { describe, expect, it } from 'vitest';
import type { Paid } from '../../pay.ts';
import { payHintOf, readPay, readPayEnds } from './pay.ts';
import { HOSTILE, inShort } from './testing/in-short.ts';

function show({ pay, per = 'month', payText }: Paid): string {
  const numbers = pay && `${pay[0] ?? ''}-${pay[1] ?? ''} ${per}`;
  const words = payText !== undefined && `| ${payText}`;
  return [numbers || (per !== 'month' && per), words].filter(Boolean).join(' ') || 'agreed';
}

const RANGE = '5000-7000 month';

describe('a cell of pay (T20)', () => {
  it.each([
    '5000-7000',
    '5000-7000元/月',
    '5000-7000元',
    '5000～7000元/月',
    '5000—7000',
    '5000--7000',
    ' 5000 - 7000 ',
    '5000至7000元',
    '5000到7000',
    '5000元-7000元',
    '5000元/月-7000元/月',
    '5,000-7,000元',
    '５０００－７０００元／月',
    '¥5000-7000',
    '￥5000–￥7000',
    '5000-7000/月',
    '月薪5000-7000',
    '月薪：5000-7000元',
    '每月5000-7000元',
    '5000-7000元每月',
    '工资5000-7000元',
    '5000－7000RMB/月',
    '5000-7000\n元/月',
    '5000.00-7000.00',
    '5-7K',
    '5k-7k',
    '5K-7K/月',
    '5-7千/月',
    '0.5-0.7万/月',
    '0.5万-0.7万元/月',
    '5千-0.7万/月',
    '五千至七千元',
    '5000-0.7万',
  ])('is a range however it is written: %j', (text) => {
    expect(inShort(readPay(text), show)).toBe(RANGE);
  });

  it.each([
    ['6000', '6000-6000 month'],
    ['6000元/月', '6000-6000 month'],
    ['5000元/月以上', '5000- month'],
    ['5000元以上/月', '5000- month'],
    ['5000以上', '5000- month'],
    ['5000+', '5000- month'],
    ['5000+/月', '5000- month'],
    ['5000元起', '5000- month'],
    ['不低于5000元', '5000- month'],
    ['≥5000', '5000- month'],
    ['保底5000元', '5000- month'],
    ['五千以上', '5000- month'],
    ['1万以上/月', '10000- month'],
    ['8000元/月以下', '-8000 month'],
    ['8000以内', '-8000 month'],
    ['不超过8000元', '-8000 month'],
    ['1.5-2万/月', '15000-20000 month'],
    ['2.5-3.5万/月', '25000-35000 month'],
    ['0.8-1.5万/月', '8000-15000 month'],
    ['8千-1.2万/月', '8000-12000 month'],
    ['5000-1万', '5000-10000 month'],
    ['1.5w-2w', '15000-20000 month'],
    ['15-20K·13薪', '15000-20000 month | 15-20K·13薪'],
    ['2-3万/年', '20000-30000 year'],
    ['年薪10-15万', '100000-150000 year'],
    ['10万-15万/年', '100000-150000 year'],
    ['年薪12万以上', '120000- year'],
    ['150元/天', '150-150 day'],
    ['200-300元/天', '200-300 day'],
    ['日薪200元', '200-200 day'],
    ['180元/日', '180-180 day'],
    ['每天200元', '200-200 day'],
    ['一天200', '200-200 day'],
    ['200元/天，日结', '200-200 day | 200元/天，日结'],
    ['15元/小时', '15-15 hour'],
    ['18-22元/h', '18-22 hour'],
    ['时薪20元', '20-20 hour'],
    ['20元每小时', '20-20 hour'],
    ['20元/小时（日结）', '20-20 hour | 20元/小时（日结）'],
    ['8元/件', '8-8 piece'],
    ['计件，3-5元/件', '3-5 piece'],
    ['计件', 'piece'],
    ['计件工资', 'piece'],
    ['计件4000-6000', '4000-6000 month | 计件4000-6000'],
    ['计件5000-8000元/月', '5000-8000 month | 计件5000-8000元/月'],
  ])('has a unit, and its ends may be open: %j', (text, expected) => {
    expect(inShort(readPay(text), show)).toBe(expected);
  });

  it.each([
    ['面议', 'agreed'],
    ['薪资面议', 'agreed'],
    ['面谈', 'agreed'],
    ['可面议', 'agreed'],
    ['不限', 'agreed'],
    ['4000-6000元，可面议', '4000-6000 month | 4000-6000元，可面议'],
    ['4000-6000（面议）', '4000-6000 month | 4000-6000（面议）'],
    ['面议，4000起', '4000- month | 面议，4000起'],
    ['底薪+绩效', '| 底薪+绩效'],
    ['底薪3000+提成', '| 底薪3000+提成 (as-words)'],
    ['3000-5000+绩效', '3000-5000 month | 3000-5000+绩效'],
    ['5000+提成', '5000- month | 5000+提成'],
    ['4000元+绩效+补贴', '4000- month | 4000元+绩效+补贴'],
    ['5000-8000元/月，五险一金', '5000-8000 month | 5000-8000元/月，五险一金'],
    ['包吃住5000-6000', '5000-6000 month | 包吃住5000-6000'],
    ['约5000元/月', '5000-5000 month | 约5000元/月'],
    ['5000左右', '5000-5000 month | 5000左右'],
    ['5000元/月（税前）', '5000-5000 month | 5000元/月（税前）'],
    ['试用期3000，转正5000', '| 试用期3000，转正5000 (as-words)'],
    ['底薪3000+提成，综合5000-8000', '| 底薪3000+提成，综合5000-8000 (as-words)'],
    ['200元/天（6000元/月）', '| 200元/天（6000元/月） (as-words)'],
    ['0.5元/件', 'piece | 0.5元/件 (as-words)'],
    ['计件，0.3-0.5元/件', 'piece | 计件，0.3-0.5元/件 (as-words)'],
    ['26.4元/小时', 'hour | 26.4元/小时 (as-words)'],
    ['奖金5000', '| 奖金5000 (as-words)'],
    ['押金500', '| 押金500 (as-words)'],
    ['100元/课时', '| 100元/课时 (as-words)'],
    ['5元/单', '| 5元/单 (as-words)'],
    ['1200元/周', '| 1200元/周 (as-words)'],
    ['根据能力定薪', '| 根据能力定薪'],
    [`提成${'和补贴'.repeat(30)}`, `| 提成${'和补贴'.repeat(30)}`.slice(0, 62) + ' (cut 60)'],
  ])('keeps as words what numbers cannot say: %j', (text, expected) => {
    expect(inShort(readPay(text), show)).toBe(expected);
  });

  it.each([
    ['150', '150-150 day (unit-by-size day)'],
    ['180-260', '180-260 day (unit-by-size day)'],
    ['150元', '150-150 day (unit-by-size day)'],
    ['20', '? pay-unit'],
    ['15-20', '? pay-unit'],
    ['6-8', '? pay-unit'],
    ['800', '? pay-unit'],
    ['500-1500', '? pay-unit'],
    ['120000', '? pay-unit'],
    ['10-15万', '? pay-unit'],
    ['150元/月', '? pay-unit'],
    ['5000元/天', '? pay-unit'],
    ['5000元/小时', '? pay-unit'],
    ['年薪10-15', '? pay-unit'],
    ['7000-5000', '5000-7000 month (turned-round)'],
    ['8-1万', '? pay'],
    ['5000-7000-9000', '? pay'],
    ['5000/7000', '? pay'],
    ['5000,7000', '? pay'],
    ['5000 7000', '? pay'],
    ['abc', '? pay'],
    ['@', '? pay'],
    ['0', '? pay-unit'],
    ['-5000', '? pay'],
    ['2026-05-08', '? date'],
    ['5月8日', '? date'],
    ['', ''],
    ['-', ''],
    ['—', ''],
    ['无', ''],
    ['/', ''],
  ])('is never read in doubt: %j', (text, expected) => {
    expect(inShort(readPay(text), show)).toBe(expected);
  });

  it.each(HOSTILE)('is nothing if it is rubbish: %#', (text) => {
    expect(readPay(text).is).not.toBe('read');
  });

  it.each([
    ['月薪（元）', '6000', '6000-6000 month'],
    ['月薪', '200', '? pay-unit'],
    ['月薪', '200元/天', '200-200 day'],
    ['日薪', '200', '200-200 day'],
    ['时薪（元/小时）', '20', '20-20 hour'],
    ['薪资(K)', '5-8', '5000-8000 month'],
    ['月薪（千元）', '4.5-6', '4500-6000 month'],
    ['年薪（万元）', '10-15', '100000-150000 year'],
    ['年薪（万元）', '10万', '100000-100000 year'],
    ['薪资待遇', '5000', '5000-5000 month'],
    ['薪酬待遇（元/月）', '计件4000-6000', '4000-6000 month | 计件4000-6000'],
    ['计件单价', '0.8', 'piece | 0.8元/件 (as-words)'],
    ['时薪', '22.5元', 'hour | 22.5元/小时 (as-words)'],
  ])('takes the unit from its heading %j if it has none: %j', (heading, text, expected) => {
    expect(inShort(readPay(text, payHintOf(heading)), show)).toBe(expected);
  });

  it.each([
    ['3000', '5000', '3000-5000 month'],
    ['3000元', '5000元', '3000-5000 month'],
    ['3000', '', '3000- month'],
    ['', '5000', '-5000 month'],
    ['5000', '5000', '5000-5000 month'],
    ['面议', '面议', 'agreed'],
    ['面议', '', 'agreed'],
    ['', '', ''],
    ['3000-4000', '5000', '? pay'],
    ['150', '200', '150-200 day (unit-by-size day)'],
    ['5000', '3000', '3000-5000 month (turned-round)'],
  ])('may stand in two columns: %j and %j', (low, high, expected) => {
    expect(inShort(readPayEnds(low, high), show)).toBe(expected);
  });
});
