import type { Kind } from './kind.ts';

/** The rows of keys by content and state. A named key is in braces. */

export interface Mode {
  readonly kind: Kind;
  readonly chinese: boolean;
  readonly page: 'letters' | 'marks';
  /** `once`: only for the next letter. */
  readonly capitals: 'no' | 'once' | 'always';
}

export function firstMode(kind: Kind): Mode {
  return {
    kind,
    chinese: kind === 'chinese',
    page: 'letters',
    capitals: kind === 'code' ? 'always' : 'no',
  };
}

/** After a sign: a capital for one letter is over. */
export function afterSign(mode: Mode): Mode {
  return mode.capitals === 'once' ? { ...mode, capitals: 'no' } : mode;
}

/** Applies a key that changes the other keys. */
export function turned(mode: Mode, key: 'shift' | 'marks' | 'letters' | 'switch'): Mode {
  switch (key) {
    case 'shift':
      return {
        ...mode,
        capitals: ({ no: 'once', once: 'always', always: 'no' } as const)[mode.capitals],
      };
    case 'marks':
    case 'letters':
      return { ...mode, page: key };
    case 'switch':
      return { ...mode, chinese: !mode.chinese, capitals: 'no' };
  }
}

export type Named = 'rub' | 'shift' | 'marks' | 'letters' | 'switch' | 'gap' | 'hide' | 'enter';

/** Rows of keys, each by its sign or its name. */
export type Rows = readonly (readonly string[])[];

const DIGITS = Array.from('1234567890');
const LETTERS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].map((row) => Array.from(row));
const CHINESE_MARKS = [
  '！ ？ 、 ： ； “ ” （ ）',
  '《 》 —— …… · ～ ％ ＋ ￥',
  '- / @ # & * = _',
].map((row) => row.split(' '));
/** Together with the comma and the full stop beside the space bar, every sign of a keyboard. */
const LATIN_MARKS = ['!@#$%^&*()', '-_=+[]{}\\|', ';:\'"<>/?`~'].map((row) => Array.from(row));

export function rowsOf(mode: Mode): Rows {
  const { kind, chinese, page, capitals } = mode;
  if (kind === 'digits') {
    return [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['hide', '0', 'rub'], ['enter']];
  }
  const cased = LETTERS.map((row) =>
    row.map((key) => (capitals === 'no' ? key : key.toUpperCase())),
  );
  const [top = [], middle = [], low = []] = cased;
  if (kind === 'code') {
    return [DIGITS, top, middle, [...low, '-', 'rub'], ['hide', 'enter']];
  }
  const [comma, stop] = chinese ? ['，', '。'] : [',', '.'];
  const bottom = (turn: Named): string[] => [
    turn,
    ...(kind === 'chinese' ? ['switch'] : []),
    comma,
    'gap',
    stop,
    'hide',
    'enter',
  ];
  if (page === 'letters') {
    // Chinese has no capitals, and pinyin needs a sign between syllables.
    return [DIGITS, top, middle, [chinese ? "'" : 'shift', ...low, 'rub'], bottom('marks')];
  }
  const [first = [], second = [], third = []] = chinese ? CHINESE_MARKS : LATIN_MARKS;
  return [DIGITS, first, second, [...third, 'rub'], bottom('letters')];
}
