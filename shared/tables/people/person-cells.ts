import { type AnswerCode, type AnswerName, answerTable } from '../../answers.ts';
import type { keyGroups } from '../../codes.ts';
import { hasStandIn } from '../../names/written.ts';
import { codeOfWord } from '../cells/coded-word.ts';
import { readOwnEducation } from '../cells/education.ts';
import { readGroups } from '../cells/groups.ts';
import { empty, isNothing, plain, readPlain, unread } from '../cells/plain.ts';
import { readWantedTrades } from '../cells/trade.ts';
import type { Reading } from '../reading.ts';

/** Readers of cells that only a list of people has. */

type KeyGroup = (typeof keyGroups)[number]['code'];

const LONGEST_NAME = 60;
/** A note that an office adds to a name: 张三（女）. */
const NOTE = /[(（[［【〔][^)）\]］】〕]*[)）\]］】〕]?$/u;
const HAN = /\p{Script=Han}/u;

/** A name without the spaces that an office pads it with, and without its notes: T66. */
export function readName(text: string): Reading<string> {
  const written = text.replaceAll(/[\s\p{Z}]+/gu, ' ').trim();
  const bare = written.replace(NOTE, '').trim() || written;
  const rest = written.slice(bare.length).trim();
  // A name in letters keeps its spaces; those around a dot are none of any name.
  const name = HAN.test(bare) ? bare.replaceAll(' ', '') : bare.replaceAll(/ ?([·•・‧]) ?/g, '$1');
  if (isNothing(name)) return empty;
  if (name.length > LONGEST_NAME)
    return { is: 'unread', why: { kind: 'too-long', most: LONGEST_NAME } };
  if (!/\p{L}/u.test(name)) return unread('characters');
  if (hasStandIn(name)) return { is: 'read', value: name, note: { kind: 'odd-characters' } };
  return { is: 'read', value: name, ...(rest !== '' && { note: { kind: 'left-out', rest } }) };
}

const YES = /^(?:是|属于?|有|√|✓|✔|对|y|yes|true|1)$/i;
const NO = /^(?:否|不是|不属于|非|没有|×|✗|✘|x|n|no|false|0)$/i;

/** A column that asks for one group: 是否脱贫户. T67. */
export function readYes(group: KeyGroup): (text: string) => Reading<KeyGroup[]> {
  return (text) => {
    const looked = plain(text);
    if (YES.test(looked)) return { is: 'read', value: [group] };
    if (NO.test(looked)) return empty;
    return readGroups(text);
  };
}

type ReadAnswer<N extends AnswerName> = (text: string) => Reading<readonly AnswerCode<N>[]>;

/** Answers that offices write in words of their own. */
const inTheirWords: { readonly [N in AnswerName]?: ReadAnswer<N> } = {
  education(text) {
    const read = readOwnEducation(text);
    return read.is === 'read' ? { ...read, value: [read.value] } : read;
  },
  trades: readWantedTrades,
  groups: readGroups,
};

export function answerReader<N extends AnswerName>(name: N): ReadAnswer<N> {
  return inTheirWords[name] ?? ((text) => readChoices(name, text));
}

/** In the words of the kiosk's own keys. */
function readChoices<N extends AnswerName>(
  name: N,
  text: string,
): Reading<readonly AnswerCode<N>[]> {
  const { list, most } = answerTable[name];
  return readPlain<readonly AnswerCode<N>[]>(text, (looked) => {
    const codes = looked
      .split(/[、,;/|\n]/)
      .filter((word) => !isNothing(word))
      .map((word) => codeOfWord(list, word));
    const known = [...new Set(codes)].filter((code) => code !== undefined);
    if (codes.includes(undefined) || known.length > most) return unread('answer');
    return known.length > 0 ? { is: 'read', value: known } : empty;
  });
}
