import { type Education, educations } from '../../codes.ts';
import type { CellNote, Reading } from '../reading.ts';
import { codeOfWord } from './coded-word.ts';
import { empty, isNothing, plain, read, readPlain, unread } from './plain.ts';

/** `any` is 不限, which a table says: an empty cell says nothing. */
export type WantedEducation = Education | 'any';

type Token = Education | 'university' | 'any' | 'below' | 'rather' | 'filler';

/** The first that matches wins. */
const vocabulary: readonly (readonly [Token, RegExp])[] = [
  ['any', /(?:学历)?不限(?:学历)?|无(?:学历)?要求|无学历|无|均可|皆可|不要求/y],
  ['below', /及?以下/y],
  ['rather', /优先/y],
  ['doctor', /博士(?:研究生)?/y],
  ['master', /硕士(?:研究生)?|研究生|硕研|mba/y],
  [
    'vocational',
    /中职|中技|中专|技校|职校|职高|职业高中|职业中专|技工学校|技师学院|高级技(?:工学)?校|中等职业(?:学校)?|中等专科/y,
  ],
  ['college', /大学专科|大专|专科|高职(?:高专)?|高等职业/y],
  ['bachelor', /大学本科|本科|学士/y],
  ['university', /专升本|大学/y],
  ['senior', /普通高中|普高|高级中学|高中/y],
  ['junior', /初级中学|初中/y],
  ['primary', /小学/y],
  [
    'filler',
    /学历(?:要求)?|文化(?:程度)?|程度|水平|毕业|在读|应届|学位|全日制|国家统招|统招|同等学力/y,
  ],
  ['filler', /以上|至少|不低于|[及或和与含起生者至到+\-、,/|;:()。]/y],
];

/** What a post asks for: T27. Of two levels the lower one counts, since either is taken. */
export function readEducation(text: string): Reading<WantedEducation> {
  return readPlain<WantedEducation>(
    text,
    (looked) => {
      const own = codeOfWord(educations, looked);
      if (own) return read(own);
      const tokens = tokensOf(looked);
      if (!tokens) return unread('education');
      const [lowest] = levelsIn(tokens);
      if (tokens.includes('any')) {
        return lowest ? unread('education') : read('any');
      }
      if (!lowest) return unread('education');
      if (tokens.includes('below')) {
        return read('any', { kind: 'taken-as', as: '不限' });
      }
      return ofLevels(lowest, tokens);
    },
    (looked) => looked !== '无' && isNothing(looked),
  );
}

const NO_SCHOOL = /^(?:半?文盲|文盲[或和、/]半文盲|小学以下|未上过?学|小学肄业)$/;
const MOST_IN_LEVEL = 20;

/** What a person has: T41. */
export function readOwnEducation(text: string): Reading<Education> {
  if (text.length < MOST_IN_LEVEL && NO_SCHOOL.test(plain(text))) return read('primary');
  const wanted = readEducation(text);
  if (wanted.is !== 'read') return wanted;
  const { value, note } = wanted;
  if (value !== 'any') return read(value, note);
  // 高中及以下 may be a primary school.
  return note ? unread('education') : empty;
}

function tokensOf(looked: string): Token[] | undefined {
  const text = looked.replaceAll(' ', '').toLowerCase();
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const from = at;
    for (const [token, pattern] of vocabulary) {
      pattern.lastIndex = at;
      const [found = ''] = pattern.exec(text) ?? [];
      if (found === '') continue;
      tokens.push(token);
      at += found.length;
      break;
    }
    if (at === from) return undefined;
  }
  return tokens;
}

const levelOf = (token: Token): Education | undefined =>
  educations.find(({ code }) => code === (token === 'university' ? 'bachelor' : token))?.code;

/** From low to high, without those that are only preferred: 大专以上，本科优先. */
function levelsIn(tokens: readonly Token[]): Education[] {
  const next = (at: number) => tokens.slice(at + 1).find((token) => token !== 'filler');
  const said = tokens.filter((_, i) => next(i) !== 'rather').map(levelOf);
  return educations.map(({ code }) => code).filter((code) => said.includes(code));
}

function ofLevels(lowest: Education, tokens: readonly Token[]): Reading<WantedEducation> {
  const several = tokens.some((token) => (levelOf(token) ?? lowest) !== lowest);
  const note: CellNote | undefined = several
    ? { kind: 'lower-education' }
    : tokens.includes('university')
      ? { kind: 'taken-as', as: '本科' }
      : undefined;
  return read(lowest, note);
}
