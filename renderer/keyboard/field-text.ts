import type { Field } from '../wedge/field-guard.ts';
import { writableField } from './kind.ts';

/**
 * Writes into a field as a real keyboard does. The page and the browser treat it like any other edit: React
 * notices it, the maximum length applies, and undo reverses it.
 */

export function writeInto(field: Field, text: string): void {
  edit(field, 'insertText', text);
}

export function rubFrom(field: Field): void {
  edit(field, 'delete');
}

/** Deprecated, but the only edit that the browser treats as typed. */
function edit(field: Field, command: 'insertText' | 'delete', text?: string): void {
  field.focus();
  document.execCommand(command, false, text);
}

export type Onward = 'next' | 'submit' | 'done';

/** The action of the last key: go to the next field of its form or dialog, or submit. */
export function onwardOf(field: Field): Onward {
  if (nextField(field)) return 'next';
  return field.form ? 'submit' : 'done';
}

export function goOnward(field: Field): void {
  const next = nextField(field);
  if (next) next.focus();
  else if (field.form) field.form.requestSubmit();
  else field.blur();
}

function nextField(field: Field): Field | undefined {
  const within = field.form ?? field.closest('dialog');
  const fields = Array.from(within?.querySelectorAll('input, textarea') ?? [], writableField);
  return fields.slice(fields.indexOf(field) + 1).find((each) => each !== undefined);
}
