import { type ReactNode, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';

/**
 * Shows a list that is too long for its place in turns: as many items as fit, then the next ones. The
 * number depends on the screen and the length of the names, so it is measured.
 */

/** Long enough to read a page of posts from across the hall. */
const TURN_MS = 9_000;

export interface RollingProps<T> {
  readonly items: readonly T[];
  /** Never more at once, however large the screen. */
  readonly most: number;
  readonly children: (item: T) => ReactNode;
}

interface Turn {
  readonly from: number;
  /** The screen that `count` was measured on. */
  readonly screen: number;
  readonly count: number;
}

export function Rolling<T>({ items, most, children }: RollingProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  const screen = useScreen();
  const [turn, setTurn] = useState<Turn>({ from: 0, screen, count: most });
  const from = turn.from < items.length ? turn.from : 0;
  if (turn.screen !== screen || turn.from !== from) setTurn({ from, screen, count: most });
  const shown = items.slice(from, from + turn.count);

  // Removes one until the last one fits; all this happens before anything is drawn.
  useLayoutEffect(() => {
    const { current } = list;
    if (!current || shown.length < 2 || current.scrollHeight <= current.clientHeight) return;
    setTurn({ from, screen, count: shown.length - 1 });
  }, [shown, screen, from]);

  const after = from + shown.length;
  const isWhole = shown.length === items.length;
  useEffect(() => {
    if (isWhole) return undefined;
    const timer = setTimeout(() => setTurn({ from: after, screen, count: most }), TURN_MS);
    return () => clearTimeout(timer);
  }, [after, isWhole, most, screen]);

  return (
    <ul key={from} ref={list}>
      {shown.map((item) => children(item))}
    </ul>
  );
}

/** Changes whenever a list may need another measurement: with the window's size and its typefaces. */
function useScreen(): number {
  const [screen, next] = useReducer((before: number) => before + 1, 0);
  useEffect(() => {
    const { fonts } = document;
    window.addEventListener('resize', next);
    fonts.addEventListener('loadingdone', next);
    return () => {
      window.removeEventListener('resize', next);
      fonts.removeEventListener('loadingdone', next);
    };
  }, []);
  return screen;
}
