import type { PayPeriod } from '../../pay.ts';

/** A cell of pay as words, one after another. Unknown words stay visible, so that nothing is skipped. */

type Word =
  | 'dash'
  | 'currency'
  | 'low'
  | 'high'
  | 'about'
  | 'agreed'
  | 'by-piece'
  | 'base'
  | 'plus'
  /** Pay beside the pay, as 提成. */
  | 'money'
  | 'benefit'
  /** 元/课时: a period that a post cannot have. */
  | 'other-unit'
  | 'noise'
  | 'colon'
  | 'mark'
  | 'odd'
  | 'odd-word';

export type PayToken =
  | { readonly is: Word }
  | { readonly is: 'number'; readonly value: number; readonly unit?: number }
  | { readonly is: 'per'; readonly per: PayPeriod };

const word = (is: Word, pattern: RegExp) => ({ token: { is }, pattern }) as const;
const per = (per: PayPeriod, pattern: RegExp) => ({ token: { is: 'per', per }, pattern }) as const;

/** The first that matches wins, so a longer word stands above one that it begins with. */
const vocabulary: readonly { readonly token: PayToken; readonly pattern: RegExp }[] = [
  word('colon', /:/y),
  word('mark', /[\s,、;。()[\]【】·|!]/y),
  word('benefit', /\d{1,2}薪|[*x×]\d{1,2}(?:薪|个月)?/y),
  word('benefit', /(?:按?[日天周月]|当[日天]|现)结(?:算|账)?/y),
  word('benefit', /月休\d?天?|[单双]休|大小周|\d{1,2}小时(?:工作)?制/y),
  word(
    'other-unit',
    /(?:每|(?:元|块)?\/)(?:课时|节课?|单|个(?![月小])|次|趟|周|星期|晚|班|场|平方?米?|吨|台|套|条|双|只)/y,
  ),
  per('month', /(?:元|块)?\/(?:个?月|m(?:onth)?\b)|每个?月|一个?月|元?月(?=$|[\s,;。)(])|按月/y),
  per('month', /月(?:薪|工资|收入|均)/y),
  per('day', /(?:元|块)?\/[天日]|每[天日]|一天|[日天](?:薪|工资)|按[天日]/y),
  per(
    'hour',
    /(?:元|块)?\/(?:个?小时|时|钟头|h(?:our)?\b)|每个?小时|一小时|小?时(?:薪|工资)|按小?时/y,
  ),
  per('year', /(?:元|块)?\/年|每年|一年|年(?:薪|收入)|按年/y),
  per('piece', /(?:元|块)?\/件|每件/y),
  word('by-piece', /按件(?:计酬|计薪)?|计件(?:工资|制|单价)?/y),
  word('currency', /元|块钱?|[¥]|人民币|rmb|yuan|cny/y),
  word('low', /不低于|不少于|最低|至少|保底|[≥>]=?|以上|起薪?/y),
  word('high', /不超过|不高于|最高|至多|[≤<]=?|以下|以内|之内/y),
  word('about', /大?约|左右|上下|大概|不等/y),
  word(
    'agreed',
    /(?:薪资|工资|待遇|薪酬|具体)?(?:可|另|当)?(?:面议|面谈|详谈|协商|商议)|不限|to be agreed/y,
  ),
  word('base', /底薪|基本工资|基薪|无责/y),
  word('noise', /综合(?:工资|薪资|月薪|收入)?|工资|薪资|薪酬|薪水|待遇|收入|到手/y),
  word('money', /提成|绩效(?:工资|奖金?)?|业绩|奖金|补贴|补助|津贴|[餐车房话]补|全勤奖?|加班费/y),
  word('money', /年终奖?|分红|佣金|工龄奖?/y),
  word(
    'benefit',
    /包吃包?住|包[吃住]|吃住|食宿|[五六]险[一二]?金?|社保|公积金|保险|年假|税[前后]/y,
  ),
  word('dash', /[-至到]/y),
  word('plus', /\+/y),
];

const NUMBER =
  /(\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,10}(?:\.\d{1,4})?|[一二两三四五六七八九](?=[万千])) ?(万|千|[kw](?![a-z]))?/y;
const HAN = /\p{Script=Han}/uy;
const digits = '零一二三四五六七八九';
const units: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 千: 1_000, k: 1_000 };

/** `text` in lower case. */
export function payTokens(text: string): PayToken[] {
  const tokens: PayToken[] = [];
  let at = 0;
  while (at < text.length) {
    const { token, length } = tokenAt(text, at);
    tokens.push(token);
    at += length;
  }
  return tokens.map((token, i) =>
    token.is === 'plus' && !isAdded(tokens[i + 1]) ? { is: 'low' } : token,
  );
}

const added: ReadonlySet<PayToken['is'] | undefined> = new Set([
  'money',
  'base',
  'benefit',
  'odd-word',
  'by-piece',
  'number',
  'noise',
]);
/** 5000+ is an open end, 5000+提成 a sum. */
const isAdded = (next: PayToken | undefined): boolean => added.has(next?.is);

function tokenAt(text: string, at: number): { readonly token: PayToken; readonly length: number } {
  for (const { token, pattern } of vocabulary) {
    const [found = ''] = matchAt(pattern, text, at);
    if (found !== '') return { token, length: found.length };
  }
  const [found, count, unit = ''] = matchAt(NUMBER, text, at);
  if (found === undefined || count === undefined) {
    const [word] = matchAt(HAN, text, at);
    return { token: { is: word ? 'odd-word' : 'odd' }, length: word?.length ?? 1 };
  }
  const value = digits.includes(count) ? digits.indexOf(count) : Number(count.replaceAll(',', ''));
  const size = units[unit];
  return {
    token: { is: 'number', value, ...(size !== undefined && { unit: size }) },
    length: found.length,
  };
}

function matchAt(pattern: RegExp, text: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}

export interface Amount {
  readonly from: number;
  /** Undefined if it is a single number. */
  readonly to?: number;
  /** It said 千 or 万 itself. */
  readonly hasUnit: boolean;
}

/** Every number or range; undefined if a dash stands where none can. */
export function amountsIn(tokens: readonly PayToken[]): Amount[] | undefined {
  const amounts: Amount[] = [];
  let at = 0;
  while (at < tokens.length) {
    const first = tokens[at];
    if (first?.is !== 'number') {
      if (first?.is === 'dash') return undefined;
      at += 1;
      continue;
    }
    const dash = pastUnits(tokens, at + 1);
    const second = tokens[dash]?.is === 'dash' ? tokens[pastUnits(tokens, dash + 1)] : undefined;
    if (second?.is === 'number') at = pastUnits(tokens, dash + 1) + 1;
    else at += 1;
    amounts.push(amountOf(first, second?.is === 'number' ? second : undefined));
  }
  return amounts;
}

/** Past the currency and the period that a number carries. */
function pastUnits(tokens: readonly PayToken[], at: number): number {
  let next = at;
  while (tokens[next]?.is === 'currency' || tokens[next]?.is === 'per') next += 1;
  return next;
}

type NumberToken = Extract<PayToken, { is: 'number' }>;

/** 2.5-3.5万: a small number takes the unit of the other. */
function amountOf(first: NumberToken, second: NumberToken | undefined): Amount {
  const unitOf = (own: NumberToken, other: NumberToken | undefined): number =>
    own.unit ?? (own.value < 100 ? (other?.unit ?? 1) : 1);
  const inYuan = (own: NumberToken, other: NumberToken | undefined): number =>
    Math.round(own.value * unitOf(own, other) * 10_000) / 10_000;
  return {
    from: inYuan(first, second),
    ...(second && { to: inYuan(second, first) }),
    hasUnit: first.unit !== undefined || second?.unit !== undefined,
  };
}
