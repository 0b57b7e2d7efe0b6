import type { ColumnChoices } from './columns.ts';
import type { Vocabulary } from './meaning.ts';

/** By the shape of a table, what its columns were set to. */
export type ChosenColumns<M extends string> = Readonly<Record<string, ColumnChoices<M>>>;

export interface ChosenColumn<M extends string> {
  readonly shape: string;
  readonly key: string;
  /** `proposed` takes back what was chosen. */
  readonly is: M | 'none' | 'proposed';
}

/** A meaning that only one column can have leaves the column that it was chosen for before. */
export function withColumn<M extends string>(
  columns: ChosenColumns<M>,
  { shape, key, is }: ChosenColumn<M>,
  { meanings }: Vocabulary<M>,
): Record<string, Record<string, M | 'none'>> {
  const isShared = meanings.some(
    (meaning) => meaning.is === is && (meaning.several || meaning.leftOut),
  );
  const own = Object.hasOwn(columns, shape) ? columns[shape] : undefined;
  const others = Object.entries(own ?? {}).filter(
    ([other, meaning]) => other !== key && (meaning !== is || isShared || is === 'none'),
  );
  const next = Object.fromEntries(is === 'proposed' ? others : [...others, [key, is] as const]);
  // The newest shape comes last: the oldest are forgotten first.
  const { [shape]: _, ...rest } = columns;
  return Object.keys(next).length > 0 ? { ...rest, [shape]: next } : rest;
}
