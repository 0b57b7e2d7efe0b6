import type { Input } from 'electron';

/**
 * Which keys reach the page while the kiosk is closed: those that write and those that move about.
 * A list of what is let in, since nobody can list every shortcut of every system. What the system
 * takes before any window sees it (Windows key, Ctrl+Alt+Del) is for its own kiosk settings.
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
  // An input method at work.
  'Process',
  'Dead',
  'Unidentified',
]);

export type KeyPress = Pick<Input, 'key' | 'control' | 'alt' | 'meta'>;

export function reachesPage({ key, control, alt, meta }: KeyPress): boolean {
  if (control || alt || meta) return false;
  return KEYS.has(key) || Array.from(key).length === 1;
}
