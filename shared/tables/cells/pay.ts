import { MOST_PAY_TEXT, type Paid, type Pay, type PayPeriod } from '../../pay.ts';
import type { CellNote, Reading } from '../reading.ts';
import { typedAsDate } from './excel-date.ts';
import { type Amount, amountsIn, type PayToken, payTokens } from './pay-tokens.ts';
import { cutTo } from './words.ts';
import { empty, isNothing, plain, read, readPlain, trimmed, unread } from './plain.ts';

/** What the heading says of all its cells. */
export interface PayHint {
  readonly per?: PayPeriod;
  /** Yuan in one unit of the column: 1,000 or 10,000. */
  readonly unit?: number;
}

/** From the words of a heading, or of the column 计薪. */
export function payHintOf(heading: string): PayHint {
  const text = plain(heading).toLowerCase();
  const tokens = payTokens(text);
  const per = tokens.find((token) => token.is === 'per')?.per;
  const piece = tokens.some(({ is }) => is === 'by-piece') ? 'piece' : undefined;
  const unit = /万|\bw\b/.test(text) ? 10_000 : /千|\bk\b/.test(text) ? 1_000 : undefined;
  const known = per ?? piece;
  return { ...(known && { per: known }), ...(unit !== undefined && { unit }) };
}

/** `5000-7000元/月`, `1.5-2万`, `面议`, `底薪+提成`: T20 to T24. */
export function readPay(text: string, hint: PayHint = {}): Reading<Paid> {
  return readPlain(text, (looked) => {
    if (typedAsDate(looked)) return unread('date');
    const tokens = payTokens(looked.toLowerCase().replaceAll(/ ?- ?/g, '-'));
    const written = trimmed(text);
    if (!tokens.some(({ is }) => is === 'number')) return withoutNumbers(tokens, written);
    const [amount, ...more] = amountsIn(tokens) ?? [];
    if (amount && more.length === 0 && !tokens.some(isDoubtful) && !followsMoney(tokens)) {
      return inNumbers(amount, tokens, written, hint);
    }
    return hasReason(tokens) ? inWords(written, true) : unread('pay');
  });
}

/** Two columns, 月薪下限 and 月薪上限. */
export function readPayEnds(low: string, high: string, hint: PayHint = {}): Reading<Paid> {
  const [from, to] = [low, high].map((text) => (isNothing(text) ? '' : trimmed(text)));
  if (!from && !to) return empty;
  if (![from, to].some((end) => /\d/.test(plain(end ?? ''))))
    return readPay(from || to || '', hint);
  if (!to) return readPay(`${from}以上`, hint);
  return readPay(from ? `${from}-${to}` : `${to}以下`, hint);
}

/** Words whose numbers may be anything but what a person gets. */
const isDoubtful = ({ is }: PayToken): boolean =>
  is === 'base' || is === 'other-unit' || is === 'odd' || is === 'odd-word';

/** Only words are a reason to keep a cell that numbers cannot say. */
function hasReason(tokens: readonly PayToken[]): boolean {
  const pers = new Set(tokens.flatMap((token) => (token.is === 'per' ? token.per : [])));
  const says = tokens.some(
    ({ is }) => is === 'base' || is === 'money' || is === 'other-unit' || is === 'odd-word',
  );
  return !tokens.some(({ is }) => is === 'odd') && (says || pers.size > 1);
}

/** 奖金5000: the number is the bonus. */
const followsMoney = (tokens: readonly PayToken[]): boolean =>
  tokens.some(({ is }, i) => {
    const next = tokens[i + 1]?.is === 'colon' ? tokens[i + 2] : tokens[i + 1];
    return is === 'money' && next?.is === 'number';
  });

const silent: ReadonlySet<PayToken['is']> = new Set(['noise', 'mark', 'colon', 'currency']);

function withoutNumbers(tokens: readonly PayToken[], written: string): Reading<Paid> {
  const says = tokens.filter(({ is }) => !silent.has(is));
  if (says.length > 0 && says.every(({ is }) => is === 'agreed' || is === 'dash')) {
    return read({});
  }
  if (says.length > 0 && says.every(({ is }) => is === 'by-piece')) {
    return read({ per: 'piece' });
  }
  return says.some(({ is }) => is === 'odd') || !/\p{Script=Han}/u.test(written)
    ? unread('pay')
    : inWords(written, false);
}

function inWords(written: string, hasNumbers: boolean): Reading<Paid> {
  const value = { payText: cutTo(written, MOST_PAY_TEXT) };
  if (written.length > MOST_PAY_TEXT) return read(value, { kind: 'cut', most: MOST_PAY_TEXT });
  return read(value, hasNumbers ? { kind: 'as-words' } : undefined);
}

/** What a job pays in yuan, at the least and at the most; outside, the unit is another. */
const usual: Readonly<Record<PayPeriod, readonly [number, number]>> = {
  month: [300, 300_000],
  day: [20, 3_000],
  hour: [3, 1_000],
  piece: [0.001, 500],
  year: [5_000, 5_000_000],
};

function inNumbers(
  amount: Amount,
  tokens: readonly PayToken[],
  written: string,
  hint: PayHint,
): Reading<Paid> {
  const { from, to = from, hasUnit } = inYuan(amount, hint);
  if (from > to && amount.hasUnit) return unread('pay');
  const [least, most] = from > to ? [to, from] : [from, to];
  const period = periodOf(tokens, hint, [least, most], hasUnit);
  if (period === undefined) return unread('pay-unit');
  const [low, high] = usual[period.per];
  if (least < low || most > high) return unread('pay-unit');
  if (![least, most].every(Number.isInteger)) return fraction(written, period.per, tokens);
  const isRange = amount.to !== undefined;
  const value: Paid = {
    pay: isRange ? [least, most] : openEnds(from, tokens),
    ...(period.per !== 'month' && { per: period.per }),
    ...(tokens.some(saysMore(period.per)) && { payText: cutTo(written, MOST_PAY_TEXT) }),
  };
  return read(value, period.note ?? (from > to ? { kind: 'turned-round' } : undefined));
}

/** The unit of the heading is for numbers that have none. */
function inYuan({ from, to, hasUnit }: Amount, { unit }: PayHint): Amount {
  if (hasUnit || unit === undefined) return { from, ...(to !== undefined && { to }), hasUnit };
  const times = (end: number): number => (end < 1_000 ? end * unit : end);
  return { from: times(from), ...(to !== undefined && { to: times(to) }), hasUnit: true };
}

const unitsInWords: Readonly<Record<PayPeriod, string>> = {
  month: '月',
  day: '天',
  hour: '小时',
  piece: '件',
  year: '年',
};

/** 26.4元/小时: the fair has whole yuan only. */
function fraction(written: string, per: PayPeriod, tokens: readonly PayToken[]): Reading<Paid> {
  const hasPer = tokens.some(({ is }) => is === 'per');
  const whole = hasPer ? written : `${written.replace(/元$/, '')}元/${unitsInWords[per]}`;
  const value = { ...(per !== 'month' && { per }), payText: cutTo(whole, MOST_PAY_TEXT) };
  return read(value, { kind: 'as-words' });
}

function openEnds(amount: number, tokens: readonly PayToken[]): Pay {
  if (tokens.some(({ is }) => is === 'low' || is === 'plus')) return [amount, null];
  return tokens.some(({ is }) => is === 'high') ? [null, amount] : [amount, amount];
}

const saysMore =
  (per: PayPeriod) =>
  ({ is }: PayToken): boolean =>
    is === 'about' ||
    is === 'agreed' ||
    is === 'money' ||
    is === 'benefit' ||
    (is === 'by-piece' && per !== 'piece');

/** The period that is written, or the heading's, or what only fits. */
function periodOf(
  tokens: readonly PayToken[],
  hint: PayHint,
  [least, most]: readonly [number, number],
  hasUnit: boolean,
): { readonly per: PayPeriod; readonly note?: CellNote } | undefined {
  const written = new Set(tokens.flatMap((token) => (token.is === 'per' ? token.per : [])));
  const [one] = written;
  if (written.size > 1) return undefined;
  if (one !== undefined) return { per: one };
  const isPiece = tokens.some(({ is }) => is === 'by-piece');
  // No piece pays thousands: 计件4000-6000 is what a month comes to.
  if (isPiece && most <= usual.piece[1]) return { per: 'piece' };
  if (hint.per) return { per: hint.per };
  if (least >= 1_000 && most <= 60_000) return { per: 'month' };
  if (least >= 100 && most <= 600 && !hasUnit) {
    return { per: 'day', note: { kind: 'unit-by-size', per: 'day' } };
  }
  return undefined;
}
