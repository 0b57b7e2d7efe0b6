import type { PayPeriod } from '../../pay.ts';
import type { Reading } from '../reading.ts';
import { read, readPlain, unread } from './plain.ts';

const SETTLED = /按?([日天周月])结(?:算|账)?/g;
const AROUND = /[\s()[\],，、;。:：元/]|按|每|薪|计(?:算|酬)?|工资?|制|结算/g;

const periods = new Map<string, PayPeriod>([
  ['月', 'month'],
  ['month', 'month'],
  ['天', 'day'],
  ['日', 'day'],
  ['day', 'day'],
  ['小时', 'hour'],
  ['时', 'hour'],
  ['hour', 'hour'],
  ['件', 'piece'],
  ['piece', 'piece'],
  ['年', 'year'],
  ['year', 'year'],
]);
const settled = new Map<string, readonly [PayPeriod, string]>([
  ['日', ['day', '天']],
  ['天', ['day', '天']],
  ['月', ['month', '月']],
]);

/** 时薪（按天结） is by the hour: when it is settled says nothing, unless nothing else is said (T24). */
export function readPer(text: string): Reading<PayPeriod> {
  return readPlain<PayPeriod>(text, (looked) => {
    const word = looked.toLowerCase().replace(SETTLED, '').replace(AROUND, '');
    const per = periods.get(word);
    if (per) return read(per);
    const [, when = ''] = /^按?([日天周月])结(?:算|账)?$/.exec(looked) ?? [];
    const likely = settled.get(when);
    return likely ? read(likely[0], { kind: 'taken-as', as: likely[1] }) : unread('per');
  });
}
