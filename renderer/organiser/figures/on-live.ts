import type { LiveAnswer } from '../../../shared/answers.ts';
import { keyGroups, trades, wordsOf } from '../../../shared/codes.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import type { Words } from '../../../shared/say.ts';

/** What the page 实时 shows of the answers that have no table on 分类. */

interface LiveLine {
  readonly code: string;
  readonly name: Words;
  readonly people: number;
}
interface TradeLine extends LiveLine {
  readonly places: number;
}

const MOST_TRADES = 8;

const tradeLines = (view: DayView): TradeLine[] =>
  view.trades
    .filter(({ seekers, places }) => seekers + places > 0)
    .toSorted((a, b) => b.seekers - a.seekers || b.places - a.places)
    .slice(0, MOST_TRADES)
    .map(({ trade, seekers, places }) => ({
      code: trade,
      name: wordsOf(trades, trade),
      people: seekers,
      places,
    }));

const groupLines = ({ answers }: DayView): LiveLine[] =>
  answers.groups.map(({ code, people }) => ({ code, name: wordsOf(keyGroups, code), people }));

export const liveLines = {
  trades: tradeLines,
  groups: groupLines,
} satisfies Readonly<Record<LiveAnswer, (view: DayView) => readonly LiveLine[]>>;
