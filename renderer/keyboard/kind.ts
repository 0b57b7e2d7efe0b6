import { type Field, fieldOf } from '../wedge/field-guard.ts';

/** The content of a field decides its keys. */

export type Kind =
  /** Names and notes: Chinese first, letters after a key. */
  | 'chinese'
  /** Passphrases and addresses: letters, digits and signs, without suggestions. */
  | 'latin'
  /** Short codes: capitals and digits. */
  | 'code'
  | 'digits';

export function writableField(target: EventTarget | null): Field | undefined {
  const field = fieldOf(target);
  return field && !field.readOnly && !field.disabled ? field : undefined;
}

/** Reads the attributes that also choose a phone's keyboard. */
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
