import { type Field, fieldOf } from '../wedge/field-guard.ts';

/** What is written into a field decides which keys it gets. */

export type Kind =
  /** Names and notes: Chinese first, letters by a key. */
  | 'chinese'
  /** Passphrases and addresses: letters, digits and signs, nothing suggested. */
  | 'latin'
  /** Short codes: capitals and digits. */
  | 'code'
  | 'digits';

export function writableField(target: EventTarget | null): Field | undefined {
  const field = fieldOf(target);
  return field && !field.readOnly && !field.disabled ? field : undefined;
}

/** Of the attributes that say the same to a phone's own keyboard. */
export function kindOf(field: {
  readonly type: string;
  readonly inputMode: string;
  readonly autocapitalize: string;
}): Kind {
  const { type, inputMode } = field;
  if (type === 'tel' || inputMode === 'numeric') return 'digits';
  if (field.autocapitalize === 'characters') return 'code';
  return type === 'password' || type === 'url' || inputMode === 'url' ? 'latin' : 'chinese';
}
