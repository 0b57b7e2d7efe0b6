/** What somebody chose about a table, with what undo and redo lead to, the nearest first. */
export interface History<C> {
  readonly now: C;
  readonly undo: readonly C[];
  readonly redo: readonly C[];
}

export const unedited = <C>(now: C): History<C> => ({ now, undo: [], redo: [] });

const MOST_STEPS = 200;

export const stepped = <C>(
  { now, undo }: Pick<History<C>, 'now' | 'undo'>,
  next: C,
): History<C> => ({
  now: next,
  undo: [now, ...undo].slice(0, MOST_STEPS),
  redo: [],
});

export function undone<C>({
  now,
  undo: [before, ...undo],
  redo,
}: History<C>): History<C> | undefined {
  return before && { now: before, undo, redo: [now, ...redo] };
}

export function redone<C>({
  now,
  undo,
  redo: [after, ...redo],
}: History<C>): History<C> | undefined {
  return after && { now: after, undo: [now, ...undo], redo };
}
