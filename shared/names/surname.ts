import { nameCharacters } from './written.ts';

/** A surname and a title in three bytes: three bits of title, twenty-one of surname. */

/** `anonymous` marks the pass of a person who gave no name; such people are counted separately. */
export type Title = 'none' | 'mr' | 'ms' | 'anonymous';

export interface Surname {
  /** Empty if it is unknown, or the person gave none. */
  readonly text: string;
  readonly title: Title;
}

const titles: readonly Title[] = ['none', 'mr', 'ms', 'anonymous'];

/**
 * Two-character surnames are encoded above Unicode's last code point, by their place in this list: add at
 * the end, never reorder. From 《百家姓》, and from the table of surnames in pinyin-pro; the second line adds
 * other living ones, and how Hong Kong, Macao and Taiwan write the commonest.
 */
const COMPOUND_BASE = 0x110000;
export const compoundSurnames: readonly string[] = [
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五 梁丘',
  '淳于 单于 句龙 毌丘 榖梁 完颜 贺兰 纳兰 叶赫 那拉 耶律 哥舒 斛律 达奚 公输 叔孙 相里 伯赏 南荣 东里 北宫 归海 歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 赫連 澹臺 濮陽 公孫 鍾離 長孫 鮮于 軒轅 單于 穀梁',
]
  .join(' ')
  .split(' ');

/**
 * `欧阳` of 欧阳明, `阿` of 阿依古丽, `S` of Smith. Empty of a name that is its surname alone, since a pass
 * must not show a whole name, and of one that begins with a sign.
 */
export function surnameOf(fullName: string): string {
  const characters = nameCharacters(fullName);
  const [first = '', second = ''] = characters;
  if (characters.length < 2) return '';
  if (characters.length > 2 && compoundSurnames.includes(first + second)) return first + second;
  const [letter = ''] = first;
  return /^[\p{L}]$/u.test(letter) ? letter : '';
}

/**
 * `王*`, `王*芳`, `欧阳*`, `阿****提`: as much as a crowd may see. Never a whole name: 欧阳 is 欧*, and a name
 * of a single character is `*`.
 */
export function maskName(fullName: string): string {
  const characters = nameCharacters(fullName);
  const shown = Array.from(surnameOf(fullName)).length;
  const hidden = characters.length - shown;
  const seen = characters.slice(0, shown).map(short).join('');
  if (hidden <= 1) return `${seen}*`;
  return seen + '*'.repeat(Math.min(hidden - 1, MOST_STARS)) + short(characters.at(-1) ?? '');
}

const MOST_STARS = 4;
/** A registration has room for twenty units; a stack of Tibetan letters takes a few, and never this many. */
const LONGEST_CHARACTER = 6;

const short = (character: string): string =>
  character.length > LONGEST_CHARACTER ? (Array.from(character)[0] ?? '') : character;

export function encodeSurname(surname: Surname): Uint8Array {
  const compound = compoundSurnames.indexOf(surname.text);
  const point = compound >= 0 ? COMPOUND_BASE + compound : (surname.text.codePointAt(0) ?? 0);
  const bits = (titles.indexOf(surname.title) << 21) | point;
  return Uint8Array.of(bits >> 16, (bits >> 8) & 255, bits & 255);
}

export function decodeSurname(bytes: Uint8Array): Surname {
  const [a = 0, b = 0, c = 0] = bytes;
  const bits = (a << 16) | (b << 8) | c;
  const point = bits & 0x1fffff;
  const title = titles[bits >> 21] ?? 'none';
  if (point >= COMPOUND_BASE) {
    return { text: compoundSurnames[point - COMPOUND_BASE] ?? '', title };
  }
  return { text: point === 0 ? '' : String.fromCodePoint(point), title };
}
