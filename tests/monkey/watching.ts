/**
 * Runs in the page before any script of it: what a finger saw when it came down, how long that had
 * stood there, and which taps the page took.
 */

/** What stood under a finger. */
export interface Seen {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** The control's words; empty beside one. */
  readonly label: string;
  /** Step, person or dialog around it, and how long that had been there. */
  readonly turn: string;
  readonly stoodFor: number;
  readonly step: string;
  /** The screen's sentence: whom it greets. */
  readonly title: string;
  /** At a booth or desk: whose column, who stands there, and which post or desk is marked. */
  readonly place: string;
  readonly number: string;
  readonly post: string;
  /** In a list of what was done: the line. */
  readonly action: string;
}

export interface Taken {
  readonly down: Seen | null;
  readonly label: string;
  /** Around the control when it took the tap. */
  readonly turn: string;
}

export interface Watch {
  seen(): readonly Seen[];
  taken(): readonly Taken[];
  /** Codes of passes that have been on the screen since the last look. */
  codes(): readonly string[];
}

declare global {
  interface Window {
    monkeyWatch: Watch;
  }
}

export function watchFingers(): void {
  const CONTROL = 'button, input, textarea, select, a[href], summary, label, [role=tab]';
  const AROUND = 'dialog[open], section.counter, .desk-work, .stage, .organiser-page';
  const since = new WeakMap<Element, { readonly turn: string; readonly at: number }>();
  const now = (): number => performance.now();
  const tidy = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const words = (element: Element | null | undefined): string =>
    tidy(element?.getAttribute('aria-label') ?? element?.textContent).slice(0, 80);

  function turnOf(around: Element): string {
    const own = around.getAttribute('data-turn');
    const named = own ?? around.getAttribute('data-step') ?? around.getAttribute('aria-label') ?? '';
    const number = around.matches('dialog, .organiser-page')
      ? ''
      : tidy(around.querySelector('[data-testid=number], [data-testid=short-code]')?.textContent);
    const title = own === null ? tidy(around.querySelector('h1, h2')?.textContent) : '';
    return `${around.tagName} ${named} ${title} ${number}`;
  }

  let codes = new Set<string>();
  function note(): void {
    for (const around of document.querySelectorAll(AROUND)) {
      const turn = turnOf(around);
      if (since.get(around)?.turn !== turn) since.set(around, { turn, at: now() });
    }
    const code = tidy(document.querySelector('[data-testid=short-code]')?.textContent);
    if (code !== '') codes.add(code);
  }
  new MutationObserver(note).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-step', 'data-turn', 'open', 'aria-label'],
  });

  function look(target: EventTarget | null, x: number, y: number): Seen {
    note();
    const element = target instanceof Element ? target : null;
    const around = element?.closest(AROUND);
    const known = around ? since.get(around) : undefined;
    // A dialog of a column stands in the body; the column is where its tap is meant.
    const place = element?.closest('section.counter, .desk-work');
    return {
      x,
      y,
      at: now(),
      label: words(element?.closest(CONTROL)),
      turn: known?.turn ?? '',
      stoodFor: known ? now() - known.at : 0,
      step: document.querySelector('.stage')?.getAttribute('data-step') ?? '',
      title: tidy(document.querySelector('.stage h1')?.textContent),
      place: place?.getAttribute('aria-label') ?? '',
      number: tidy(place?.querySelector('[data-testid=number]')?.textContent),
      post: tidy(place?.querySelector('.person-posts [aria-pressed=true] b')?.textContent),
      action: tidy(element?.closest('.action')?.textContent),
    };
  }

  let seen: Seen[] = [];
  let taken: Taken[] = [];
  const downs = new Map<number, Seen>();
  window.addEventListener(
    'pointerdown',
    (event) => {
      const down = look(event.target, event.clientX, event.clientY);
      downs.set(event.pointerId, down);
      seen.push(down);
    },
    true,
  );
  // Not at the window: what was turned away there never comes here.
  document.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted || !(event instanceof PointerEvent) || event.pointerId < 0) return;
      const control = event.target instanceof Element ? event.target.closest(CONTROL) : null;
      if (!control || control.matches(':disabled, [aria-disabled=true]')) return;
      const { label, turn } = look(control, event.clientX, event.clientY);
      taken.push({ down: downs.get(event.pointerId) ?? null, label, turn });
    },
    true,
  );

  function emptied<T>(list: readonly T[], empty: () => void): readonly T[] {
    empty();
    return list;
  }
  window.monkeyWatch = {
    seen: () => emptied(seen, () => (seen = [])),
    taken: () => emptied(taken, () => (taken = [])),
    codes: () => emptied([...codes], () => (codes = new Set())),
  };
}
