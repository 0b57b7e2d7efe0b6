import type { Education } from '../../codes.ts';
import { readEducation } from './education.ts';
import { plain } from './plain.ts';

/**
 * Education and age out of a post's requirements, only where the text says them plainly and once. It is proposed,
 * and counts once somebody has confirmed it.
 */

interface Said<T> {
  readonly value: T;
  /** As the text has it. */
  readonly said: string;
}

const LONGEST = 2_000;

const LEVEL =
  '(?:小学|初中|普通高中|普高|高中|中专|中职|中技|技校|职高|大学专科|大专|专科|高职|大学本科|本科|硕士研究生|硕士|研究生|博士)';
const EDUCATION = new RegExp(
  // 大专及以上学历, 大专以上 | 学历：大专 | 大专学历
  `${LEVEL}(?:学历)?(?:[(（]含[)）])?[及或]?以上(?:学历|文化程度|文化)?|学历(?:要求)?[:：]?\\s*${LEVEL}|${LEVEL}(?:学历|文化程度|文化)`,
  'g',
);
const ANY_LEVEL = new RegExp(LEVEL, 'g');

const AGE =
  /(?<!\d)(\d{2})(?:周岁|岁)?\s*[-—–~～至到]\s*(\d{2})(?:周岁|岁)|年龄(?:要求)?[:：]?\s*(\d{2})\s*[-—–~～至到]\s*(\d{2})(?!\d)|(?<!\d)(\d{2})(?:周岁|岁)(?:及|或)?(?:以下|以内)/g;

/** What only speaks for somebody, or takes back what the text said. */
const HEDGED = /优先|者佳|放宽|也可|亦可|均可|皆可|例外|除外|左右|不限|不要求|无要求|非/;

/** The parts of a text that say something by themselves. */
const clausesOf = (text: string): string[] =>
  text.length > LONGEST ? [] : plain(text).split(/[,，。.;；、\n!！|]/);

export function educationInText(text: string): Said<Education> | undefined {
  const clauses = clausesOf(text);
  const plainly = clauses.filter((clause) => !HEDGED.test(clause));
  const said = plainly.flatMap((clause) => [...clause.matchAll(EDUCATION)].map(([all]) => all));
  const [first] = said;
  // 本科、大专及以上 names two: nobody knows which.
  const levels = new Set(plainly.flatMap((clause) => clause.match(ANY_LEVEL) ?? []).map(levelOf));
  const [value] = levels;
  return first !== undefined && levels.size === 1 && value ? { value, said: first } : undefined;
}

function levelOf(word: string): Education | undefined {
  const read = readEducation(word);
  return read.is === 'read' && read.value !== 'any' ? read.value : undefined;
}

const [YOUNGEST, OLDEST] = [16, 70];

export function ageInText(text: string): Said<string> | undefined {
  const said = clausesOf(text)
    .filter((clause) => !HEDGED.test(clause))
    .flatMap((clause) => [...clause.matchAll(AGE)]);
  const [only, another] = said;
  if (!only || another) return undefined;
  const ages = only.slice(1).flatMap((age) => (age === undefined ? [] : [Number(age)]));
  const isRight = ages.every(
    (age, i) => age >= YOUNGEST && age <= OLDEST && age > (ages[i - 1] ?? 0),
  );
  const value = ages.length > 1 ? `${ages.join('-')}岁` : `${ages.join('')}岁以下`;
  return isRight ? { value, said: only[0].trim() } : undefined;
}
