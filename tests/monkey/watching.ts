import type { Seen } from './reports.ts';

/**
 * Runs in the page before any of its scripts: records what a finger saw when it went down, how long that
 * had been there, and which taps the page accepted.
 */

export function watchFingers(): void {
  const CONTROL = 'button, input, textarea, select, a[href], summary, label, [role=tab]';
  const AROUND = '[data-turn], dialog[open], .stage, .person, .desk-person, .organiser-page';
  const since = new WeakMap<Element, { readonly turn: string; readonly at: number }>();
  const now = (): number => performance.now();
  const tidy = (text: string | null | undefined): string =>
    (text ?? '').replace(/\s+/g, ' ').trim();
  const words = (element: Element | null | undefined): string =>
    tidy(element?.getAttribute('aria-label') ?? element?.textContent).slice(0, 80);

  function turnOf(around: Element): string {
    const own = around.getAttribute('data-turn');
    const named =
      own ?? around.getAttribute('data-step') ?? around.getAttribute('aria-label') ?? '';
    // An element with its own turn names the person that it is about.
    const number =
      own !== null || around.matches('dialog, .organiser-page')
        ? ''
        : tidy(around.querySelector('[data-testid=number], [data-testid=short-code]')?.textContent);
    const title = own === null ? tidy(around.querySelector('h1, h2')?.textContent) : '';
    return `${around.tagName} ${named} ${title} ${number}`;
  }

  let shown = '';
  function note(): void {
    for (const around of document.querySelectorAll(AROUND)) {
      const turn = turnOf(around);
      if (since.get(around)?.turn !== turn) since.set(around, { turn, at: now() });
    }
    const code = tidy(document.querySelector('[data-testid=short-code]')?.textContent);
    if (code !== '' && code !== shown) window.monkeyReport({ kind: 'pass', code });
    shown = code;
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
    // A column's dialog is a child of the body; its taps belong to the column.
    const place = element?.closest('section.counter, .desk-work');
    return {
      x,
      y,
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

  const downs = new Map<number, Seen>();
  window.addEventListener(
    'pointerdown',
    (event) => {
      const seen = look(event.target, event.clientX, event.clientY);
      downs.set(event.pointerId, seen);
      window.monkeyReport({ kind: 'seen', seen });
    },
    true,
  );
  // Listen below the window: a tap that the guard dropped never gets here.
  document.addEventListener(
    'click',
    (event) => {
      if (!event.isTrusted || !(event instanceof PointerEvent) || event.pointerId < 0) return;
      const control = event.target instanceof Element ? event.target.closest(CONTROL) : null;
      if (!control || control.matches(':disabled, [aria-disabled=true]')) return;
      const { label, turn } = look(control, event.clientX, event.clientY);
      const seen = downs.get(event.pointerId) ?? null;
      window.monkeyReport({ kind: 'accepted', accepted: { down: seen, label, turn } });
    },
    true,
  );
}
