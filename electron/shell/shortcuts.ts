import type { Input } from 'electron';

/**
 * Which keys reach the page of a closed kiosk: those for writing and for moving about. This is a
 * list of allowed keys, since nobody can list every shortcut of every system. Keys that the system
 * takes before any window sees them (Windows key, Ctrl+Alt+Del) need the system's own kiosk
 * settings.
 */
const KEYS = new Set([
  'Enter',
  'Tab',
  'Backspace',
  'Delete',
  'Escape',
  'Shift',
  'CapsLock',
  'NumLock',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  // An input method is composing.
  'Process',
  'Dead',
  'Unidentified',
]);

export type KeyPress = Pick<Input, 'key' | 'control' | 'alt' | 'meta'>;

export function reachesPage({ key, control, alt, meta }: KeyPress): boolean {
  if (control || alt || meta) return false;
  return KEYS.has(key) || Array.from(key).length === 1;
}
