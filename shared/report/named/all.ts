import type { DayView } from '../day-view.ts';
import { answersNamed } from './answers.ts';
import { cardNamed } from './card.ts';
import { employersNamed } from './employers.ts';
import { gaps } from './gaps.ts';
import { type Named, plainName } from './named.ts';
import { totalsNamed } from './totals.ts';

export type NamedFigures = ReadonlyMap<string, Named>;

/** Every figure that a placeholder can call for, by its plain name. */
export function namedFigures(view: DayView): NamedFigures {
  const all: readonly Named[] = [
    ...totalsNamed(view),
    ...answersNamed(view),
    ...cardNamed(view),
    ...employersNamed(view),
    ...gaps,
  ];
  return new Map(all.map((each) => [plainName(each.name), each]));
}

export const namedBy = (figures: NamedFigures, name: string): Named | undefined =>
  figures.get(plainName(name));
