import { codesOf, keyGroups, wordsOf } from '../../codes.ts';
import type { Reading } from '../reading.ts';
import { codeOfWord } from './coded-word.ts';
import { empty, isNothing, read, readPlain, unread } from './plain.ts';

type KeyGroup = (typeof keyGroups)[number]['code'];

/** Whole words, since 非农民工 is none. `said`: our list has a wider word for it. */
const words: readonly (readonly [KeyGroup, RegExp, said?: true])[] = [
  [
    'graduate',
    /^(?:20\d\d届|[应往]届)?(?:离校未就业)?(?:高校|大学|大专|本科|院校)?毕业(?:大学)?生$/,
  ],
  ['graduate', /^应届(?:大学)?生?$/],
  ['graduate', /^大学生$/, true],
  [
    'migrant',
    /^(?:返乡|外出)?农民工$|^进城务工(?:人员)?$|^(?:外出|返乡)?务工人员$|^返乡(?:创业)?人员$/,
  ],
  ['migrant', /^农村(?:转移(?:就业)?|富余)?劳动力$|^农业转移人口$/],
  ['lifted', /^脱贫(?:享受政策)?(?:户|人口|劳动力|人员|家庭)?$/],
  ['lifted', /^建档立卡(?:户|贫困户|贫困劳动力|脱贫户|人员)?$/],
  ['lifted', /^(?:防返贫)?监测(?:户|对象)$|^(?:边缘)?易(?:返贫|致贫|返贫致贫)(?:户|人口)?$/, true],
  ['lifted', /^脱贫不稳定户$|^突发严重困难户$|^贫困(?:户|人口)$/, true],
  ['difficulty', /^就业困难(?:人员|群体|对象)?$|^困难人员$/],
  ['difficulty', /^零就业家庭(?:成员)?$|^失地农民$|^被征地农民(?:人员)?$/, true],
  [
    'difficulty',
    /^(?:享受)?(?:低保|最低生活保障)(?:待遇)?(?:户|家庭|人员|对象|家庭成员|家庭人员)?$/,
    true,
  ],
  [
    'difficulty',
    /^[“"]?(?:大龄)?4050[”"]?(?:人员)?$|^大龄(?:失业|就业困难)?(?:人员|劳动者)$/,
    true,
  ],
  ['difficulty', /^(?:长期失业|连续失业[一1]年(?:以上)?)(?:人员)?$/, true],
  [
    'veteran',
    /^(?:自主就业)?(?:退[役伍]|复员|转业|复转)(?:大学生)?(?:军人|士兵|人员)?$|^军转干部$/,
  ],
  ['unemployed', /^(?:城镇)?(?:已)?登记失业(?:人员)?$/],
  ['unemployed', /^失业(?:人员)?$/, true],
  ['disabled', /^(?:持证)?残疾(?:人|人员|人士)?$/],
];
const NONE =
  /^(?:否|不是|没有|都?不是|都没有|以上都不是|其[他它]|在职|城镇居民|(?:普通|一般)(?:劳动者|人员|群体|群众|求职者)?)$/;
/** 高校毕业生（离校两年内）: the bracket says more, unless it says no. */
const ASIDE = /\((?![^)]*[否非无不没])[^()]*\)$/;

/** 农民工、退伍军人、应届……: T42. 无 and 否 leave the answer open, as an empty cell does. */
export function readGroups(text: string): Reading<KeyGroup[]> {
  return readPlain<KeyGroup[]>(text, (looked) => {
    const parts = looked
      .replaceAll('40/50', '4050')
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
  const bare = word.replace(ASIDE, '');
  const own = codeOfWord(keyGroups, bare);
  if (own) return { code: own, said: false };
  const [code, , said = false] = words.find(([, pattern]) => pattern.test(bare)) ?? [];
  return code && { code, said };
}
