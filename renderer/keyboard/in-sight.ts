import type { Field } from '../wedge/field-guard.ts';

/**
 * Moves the container of a field up, so that the field and the button after it are above the keyboard. It
 * moves a whole page or dialog without a new layout, so no layout has to fit the remaining room.
 */

interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** How far the page moves up; never so far that the field leaves at the top. */
export function liftFor(
  field: Span,
  button: Span | undefined,
  keyboardTop: number,
  gap: number,
): number {
  const both = button
    ? { top: Math.min(field.top, button.top), bottom: Math.max(field.bottom, button.bottom) }
    : field;
  const needed = both.bottom - both.top + 2 * gap <= keyboardTop ? both : field;
  return Math.max(0, Math.min(needed.bottom + gap - keyboardTop, needed.top - gap));
}

export function keepInSight(field: Field, keyboard: Element): () => void {
  const frame = field.closest('dialog') ?? document.getElementById('root');
  const place = (): void => {
    if (!frame) return;
    frame.style.translate = '';
    field.scrollIntoView({ block: 'nearest' });
    const { top } = keyboard.getBoundingClientRect();
    const gap = field.getBoundingClientRect().height / 6;
    const button = buttonAfter(field)?.getBoundingClientRect();
    const lift = liftFor(field.getBoundingClientRect(), button, top, gap);
    if (lift > 0) frame.style.translate = `0 ${String(-Math.ceil(lift))}px`;
  };
  // The keys appear after the panel, and change when the screen turns.
  const sizes = new ResizeObserver(place);
  sizes.observe(keyboard);
  return () => {
    sizes.disconnect();
    if (frame) frame.style.translate = '';
  };
}

function buttonAfter(field: Field): Element | undefined {
  const within = field.form ?? field.closest('dialog');
  return Array.from(within?.querySelectorAll('button') ?? []).find(
    (button) => field.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}
