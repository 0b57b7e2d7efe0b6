/**
 * A scan that goes off while a field has the focus types into it. We take a picture of the field at
 * the first key, and put it back when the keys turn out to be a scan.
 */

type Field = HTMLInputElement | HTMLTextAreaElement;

export interface Picture {
  restore(): void;
}

const textual = ['text', 'search', 'tel', 'url', 'password'];

export function fieldOf(target: EventTarget | null): Field | undefined {
  if (target instanceof HTMLTextAreaElement) return target;
  if (target instanceof HTMLInputElement && textual.includes(target.type)) return target;
  return undefined;
}

export function pictureOf(field: Field): Picture {
  const { value, selectionStart, selectionEnd } = field;
  return {
    restore() {
      // An open composition would write itself back after us: leaving the field ends it.
      const had = document.activeElement === field;
      field.blur();
      // Unlike an assignment this is seen by React as a change when the event follows.
      field.setRangeText(value, 0, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      if (had) field.focus();
      field.setSelectionRange(selectionStart, selectionEnd);
    },
  };
}
