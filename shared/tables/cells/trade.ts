import { type Trade, trades } from '../../codes.ts';
import type { Reading } from '../reading.ts';
import { codeOfWord } from './coded-word.ts';
import { empty, isNothing, plain, read, readPlain, unread } from './plain.ts';
import { tradeWords } from './trade-words.ts';

const tradeOf = new Map<string, Trade>(
  trades.flatMap(({ code }) => tradeWords[code].split(' ').map((word) => [word, code] as const)),
);
/** Words that say nothing of a trade, though they hold one: 维护工程师 is no 护工. */
const neutral = ['工程师', '工作人员', '宠物护理', '手工艺家', '影视演员'];
/** Longest first, so that of two words that end together the longer is found. */
const longest = Math.max(...[...tradeOf.keys()].map(({ length }) => length));

/** A title is short; more is a description. */
const MOST_IN_TITLE = 60;
/** As many as an answer holds. */
const MOST_WANTED = 4;

/** The trade of a post, from its title; undefined if no word is known. A person confirms it: T29. */
export function proposeTrade(title: string): Trade | undefined {
  if (title.length > MOST_IN_TITLE) return undefined;
  const looked = plain(title).toLowerCase();
  const bare = looked.replaceAll(/[([【{].*?[)\]】}]/g, ' ').trim();
  for (const name of (bare || looked).split(/[/、,;|]/)) {
    const trade = tradeIn(name);
    if (trade) return trade;
  }
  return tradeIn(looked);
}

function tradeIn(name: string): Trade | undefined {
  for (let end = name.length; end > 0; end -= 1) {
    for (let length = Math.min(longest, end); length > 0; length -= 1) {
      const word = name.slice(end - length, end);
      const trade = tradeOf.get(word);
      if (trade && standsAlone(name, end - length, end)) return trade;
      if (neutral.includes(word)) {
        end -= length;
        length = Math.min(longest, end) + 1;
      }
    }
  }
  return undefined;
}

/** Whether the name ends with a word of a trade, as a title does. */
export function endsWithTrade(name: string): boolean {
  const looked = plain(name).toLowerCase();
  return Array.from({ length: Math.min(longest, looked.length) }).some((_, i) => {
    const start = looked.length - i - 1;
    return tradeOf.has(looked.slice(start)) && standsAlone(looked, start, looked.length);
  });
}

/** Letters are a word only between other signs: the `it` of `fit` is none. */
function standsAlone(name: string, start: number, end: number): boolean {
  const isLetter = (at: number): boolean => /[a-z]/.test(name.charAt(at));
  return !(isLetter(start) && isLetter(start - 1)) && !(isLetter(end - 1) && isLetter(end));
}

/** A cell of 工种: its own words, or others that propose it. */
export function readTrade(text: string): Reading<Trade> {
  return readPlain(text, (looked) => {
    if (NO_WISH.test(looked)) return empty;
    const { trade, own } = tradeOfWord(looked);
    return trade ? read(trade, own ? undefined : { kind: 'proposed' }) : unread('trade');
  });
}

const NO_WISH = /^(?:工种|岗位|职位|行业)?不限$|^都?(?:可以|行)$|^服从(?:安排|分配)$|^无所谓$/;

/** What a person wants, 就业意向: T43. */
export function readWantedTrades(text: string): Reading<Trade[]> {
  return readPlain<Trade[]>(text, (looked) => {
    const parts = looked
      .split(/[、,;/|\n ]|和|或/)
      .filter((part) => !isNothing(part) && !NO_WISH.test(part));
    const known = parts.map((part) => ({ part, ...tradeOfWord(part) }));
    const value = [...new Set(known.flatMap(({ trade }) => trade ?? []))].slice(0, MOST_WANTED);
    const rest = known.filter(({ trade }) => !trade || !value.includes(trade));
    if (value.length === 0) return rest.length > 0 ? unread('trade') : empty;
    if (rest.length > 0) {
      return read(value, { kind: 'left-out', rest: rest.map(({ part }) => part).join('、') });
    }
    return read(value, known.some(({ own }) => !own) ? { kind: 'proposed' } : undefined);
  });
}

function tradeOfWord(word: string): { readonly trade: Trade | undefined; readonly own: boolean } {
  const own = codeOfWord(trades, word);
  return { trade: own ?? proposeTrade(word), own: own !== undefined };
}
