/**
 * A scan while a field has the focus types into it. This saves the field's state at the first key, and
 * restores it if the keys turn out to be a scan.
 */

export type Field = HTMLInputElement | HTMLTextAreaElement;

export interface Picture {
  restore(scan: string): void;
}

const textual = ['text', 'search', 'tel', 'url', 'password'];

export function fieldOf(target: EventTarget | null): Field | undefined {
  if (target instanceof HTMLTextAreaElement) return target;
  if (target instanceof HTMLInputElement && textual.includes(target.type)) return target;
  return undefined;
}

interface FieldState {
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

const stateOf = (field: Field): FieldState => ({
  value: field.value,
  start: field.selectionStart,
  end: field.selectionEnd,
});

/** The field in which an input method has an open composition, as it was before that. */
let composing: { readonly field: Field; readonly before: FieldState } | undefined;

export function watchComposition(): () => void {
  const begin = ({ target }: Event): void => {
    const field = fieldOf(target);
    composing = field && { field, before: stateOf(field) };
  };
  const end = (): void => {
    composing = undefined;
  };
  window.addEventListener('compositionstart', begin, { capture: true });
  window.addEventListener('compositionend', end, { capture: true });
  return () => {
    window.removeEventListener('compositionstart', begin, { capture: true });
    window.removeEventListener('compositionend', end, { capture: true });
  };
}

export function pictureOf(field: Field): Picture {
  const before = composing?.field === field ? composing.before : stateOf(field);
  const { value } = field;
  return {
    restore(scan) {
      // The scan wrote nothing here, so an open composition stays open.
      if (field.value === value) return;
      putBack(field, before);
      refuseLate(field, scan, before);
    },
  };
}

function putBack(field: Field, { value, start, end }: FieldState): void {
  const had = document.activeElement === field;
  if (composing?.field === field) {
    // An input method that received the scan would write it all again after us; losing the focus prevents
    // this.
    field.blur();
  }
  // Unlike an assignment, React sees this as a change when the event follows.
  field.setRangeText(value, 0, field.value.length, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  if (had) field.focus();
  field.setSelectionRange(start, end);
}

/** An input method may insert its part of a scan only after the scan's last key. */
function refuseLate(field: Field, scan: string, before: FieldState): void {
  const stop = new AbortController();
  const { signal } = stop;
  field.addEventListener(
    'input',
    (event) => {
      if (!(event instanceof InputEvent) || !event.isTrusted) return;
      stop.abort();
      const late = event.data?.toLowerCase().includes(scan.toLowerCase()) ?? false;
      if (late) putBack(field, before);
    },
    { signal },
  );
  // The next key is a person's own.
  window.addEventListener('keydown', () => stop.abort(), { signal, once: true, capture: true });
}
