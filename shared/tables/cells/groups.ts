import { codesOf, keyGroups, wordsOf } from '../../codes.ts';
import type { Reading } from '../reading.ts';
import { codeOfWord } from './coded-word.ts';
import { empty, isNothing, read, readPlain, unread } from './plain.ts';

type KeyGroup = (typeof keyGroups)[number]['code'];

/** Whole words, since 非农民工 is none. `said`: our list has a wider word for it. */
const words: readonly (readonly [KeyGroup, RegExp, said?: true])[] = [
  [
    'graduate',
    /^(?:[应往]届)?(?:高校|大学|大专|本科|院校)?毕业(?:大学)?生$|^应届(?:大学)?生?$|^大学生$/,
  ],
  [
    'migrant',
    /^(?:返乡)?农民工$|^进城务工(?:人员)?$|^(?:外出|返乡)?务工人员$|^农村(?:转移|富余)?劳动力$|^农村转移就业劳动力$/,
  ],
  ['lifted', /^脱贫(?:户|人口|劳动力|人员|家庭)?$|^建档立卡(?:户|贫困户|贫困劳动力|脱贫户|人员)?$/],
  ['difficulty', /^就业困难(?:人员|群体|对象)?$|^困难人员$/],
  [
    'difficulty',
    /^零就业家庭(?:成员)?$|^低保(?:户|家庭|人员|对象)?$|^(?:大龄)?4050(?:人员)?$|^大龄失业人员$/,
    true,
  ],
  ['veteran', /^(?:退[役伍]|复员|转业|复转)(?:军人|士兵|人员)?$/],
  ['unemployed', /^(?:登记|已登记)失业(?:人员)?$/],
  ['unemployed', /^失业(?:人员)?$/, true],
  ['disabled', /^(?:持证)?残疾(?:人|人员|人士)?$/],
];
const NONE =
  /^(?:否|不是|没有|都?不是|都没有|以上都不是|普通|普通(?:劳动者|人员|群体|求职者)|一般|一般(?:人员|群体))$/;

/** 农民工、退伍军人、应届……: T42. 无 and 否 leave the answer open, as an empty cell does. */
export function readGroups(text: string): Reading<KeyGroup[]> {
  return readPlain<KeyGroup[]>(text, (looked) => {
    const parts = looked
      .split(/[、,;/|\n ]|和/)
      .filter((part) => !isNothing(part) && !NONE.test(part));
    const known = parts.map(groupOf);
    const found = new Set(known.map((group) => group?.code));
    const rest = parts.filter((_, i) => !known[i]);
    const value = codesOf(keyGroups).filter((code) => found.has(code));
    if (value.length === 0) return rest.length > 0 ? unread('group') : empty;
    if (rest.length > 0) return read(value, { kind: 'left-out', rest: rest.join('、') });
    const wider = known.find((group) => group?.said);
    return read(value, wider && { kind: 'taken-as', as: wordsOf(keyGroups, wider.code).zh });
  });
}

function groupOf(word: string): { readonly code: KeyGroup; readonly said: boolean } | undefined {
  const own = codeOfWord(keyGroups, word);
  if (own) return { code: own, said: false };
  const [code, , said = false] = words.find(([, pattern]) => pattern.test(word)) ?? [];
  return code && { code, said };
}
