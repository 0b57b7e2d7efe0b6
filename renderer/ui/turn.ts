import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * A tap belongs to what was on the screen when the finger came down, and to that person. An element with
 * `data-turn` shows one step, person or dialog at a time, and names it there. Nothing inside reacts while a
 * new one settles, or to a tap that began before it.
 */

/** Shorter than reading a new question takes, longer than a finger already on its way. */
const SETTLING_MS = 350;

/** For the element that shows the turn; a new name begins a new one. */
export function useTurn<E extends HTMLElement>(turn: string): RefObject<E | null> {
  const element = useRef<E>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    current.setAttribute('data-turn', turn);
    current.setAttribute('data-settling', '');
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Counted from when it is drawn: a busy machine may draw it late.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => current.removeAttribute('data-settling'), SETTLING_MS);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [turn]);
  return element;
}

interface Touched {
  readonly control: Element | null;
  readonly turns: ReadonlyMap<Element, string>;
  readonly settled: boolean;
}

const CONTROL = 'button, a[href], summary';

function controlOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest(CONTROL) : null;
}

/** Every turn around an element: a dialog's, and that of the step behind it. */
function turnsAround(target: EventTarget | null): Map<Element, string> {
  const turns = new Map<Element, string>();
  let at = target instanceof Element ? target.closest('[data-turn]') : null;
  while (at) {
    turns.set(at, at.getAttribute('data-turn') ?? '');
    at = at.parentElement?.closest('[data-turn]') ?? null;
  }
  return turns;
}

/** Checks every tap of the page against its turn. Keys are not fingers, and are not checked. */
export function guardTaps(page: Window): () => void {
  const touches = new Map<number, Touched>();

  function onDown(event: PointerEvent): void {
    if (event.isPrimary) touches.clear();
    const turns = turnsAround(event.target);
    const settled = ![...turns.keys()].some((element) => element.hasAttribute('data-settling'));
    touches.set(event.pointerId, { control: controlOf(event.target), turns, settled });
  }

  function onClick(event: MouseEvent): void {
    if (!(event instanceof PointerEvent) || event.pointerId < 0) return;
    const began = touches.get(event.pointerId);
    if (began && belongs(began, event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  const capture = { capture: true } as const;
  page.addEventListener('pointerdown', onDown, capture);
  page.addEventListener('click', onClick, capture);
  return () => {
    page.removeEventListener('pointerdown', onDown, capture);
    page.removeEventListener('click', onClick, capture);
  };
}

function belongs({ control, turns, settled }: Touched, target: EventTarget | null): boolean {
  const now = controlOf(target);
  // The element has moved under the finger, so it is not what the finger was aimed at.
  if (now && now !== control) return false;
  return settled && [...turnsAround(target)].every(([at, turn]) => turns.get(at) === turn);
}
