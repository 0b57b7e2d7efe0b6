import { fingerprintOf } from './fair-figures.ts';
import { type Entry, type Given, judged, type Known } from './season.ts';
import type { SeasonEntry, SeasonView } from './season-shapes.ts';
import { stateWords } from './season-words.ts';
import { type Before, besideBefore, seasonLines, seasonOf } from './sums.ts';

/** A season as the page shows it: each file and what is said of it, and the sums. */

export interface SeasonWork extends Known {
  readonly now: readonly Given[];
  readonly former: readonly Given[];
  /** A former year's figures that a person typed, by the line's id. */
  readonly typed: ReadonlyMap<string, number>;
}

/** What page and workbook are made of. */
export function seasonAt(work: SeasonWork) {
  const now = judged(work.now, work);
  const former = judged(work.former, work);
  const season = seasonOf(now);
  const before: Before =
    former.length > 0
      ? { from: 'files', lines: linesOfFormer(former) }
      : { from: 'hand', values: work.typed };
  return { now, former, season, before, lines: besideBefore(seasonLines(season), before) };
}

/** Files of which none counts say nothing: not that there was nothing. */
function linesOfFormer(former: readonly Entry[]) {
  const season = seasonOf(former);
  return season.fairs.length === 0 ? [] : seasonLines(season);
}

export function seasonView(work: SeasonWork, ownKey: string): SeasonView {
  const { now, former, season, before, lines } = seasonAt(work);
  return {
    own: fingerprintOf(ownKey),
    now: now.map(shownEntry),
    former: former.map(shownEntry),
    fairs: season.fairs.length,
    lines: lines.map(({ line: { rules: _rules, ...line }, ...compared }) => ({
      ...line,
      before: compared.before ?? null,
      difference: compared.difference ?? null,
      change: compared.change ?? null,
      definedAlike: compared.definedAlike,
    })),
    before: before.from,
  };
}

function shownEntry(entry: Entry): SeasonEntry {
  const { file, figures, township, state } = entry;
  return {
    file,
    is: state.is,
    says: [...stateWords(entry)],
    fair: figures
      ? {
          id: figures.of.id,
          name: figures.of.name,
          organiser: figures.of.organiser,
          days: [...figures.of.days],
          key: figures.key,
          fingerprint: fingerprintOf(figures.key),
          township,
          said: figures.township !== 'unknown',
        }
      : null,
  };
}
