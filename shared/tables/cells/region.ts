import { provinces } from '../../regions.ts';
import type { Reading } from '../reading.ts';
import { read, readPlain, unread } from './plain.ts';

/** As the fair's schema. */
const MOST = 40;

const longNames = new Map([
  ...['北京', '天津', '上海', '重庆'].map((name) => [name, `${name}市`] as const),
  ['内蒙古', '内蒙古自治区'],
  ['广西', '广西壮族自治区'],
  ['西藏', '西藏自治区'],
  ['宁夏', '宁夏回族自治区'],
  ['新疆', '新疆维吾尔自治区'],
  ['香港', '香港特别行政区'],
  ['澳门', '澳门特别行政区'],
]);
const inFull: readonly (readonly [string, string])[] = [...new Set(provinces.values())].map(
  (name) => [name, longNames.get(name) ?? `${name}省`],
);

/** 江苏省/苏州市/吴江区, as far as the cell says: T34. */
export function readRegion(text: string): Reading<string> {
  return readPlain<string>(text, (looked) => {
    const [first = '', ...more] = looked.split(/[-/\\>·,、| ]+/).filter(Boolean);
    const parts = [...provinceAnd(first), ...more].flatMap(cityAnd);
    const value = parts.join('/');
    return /\p{Script=Han}/u.test(value) && value.length <= MOST ? read(value) : unread('region');
  });
}

/** 北京路 and 海南藏族自治州 only begin like a province. */
const NOT_BELOW = /^(?:[市路街道大区县]|.{1,3}族)/;

function provinceAnd(text: string): string[] {
  for (const [name, full] of inFull) {
    if (text === name) return [full];
    if (text.startsWith(full)) return [full, text.slice(full.length)].filter(Boolean);
    const rest = text.slice(name.length);
    if (text.startsWith(name) && !NOT_BELOW.test(rest)) return [full, rest];
  }
  return [text];
}

function cityAnd(text: string): string[] {
  const [, city, below] = /^(.{2,12}?(?:自治州|地区|市|盟))(?!辖区)(.{2,})$/.exec(text) ?? [];
  const own = city === undefined || below === undefined ? [text] : [city, below];
  return own.map((part) => part.replace(/^市辖区(?=.)/, ''));
}
