import type { KeyboardEvent } from 'react';

/**
 * Enter in a field goes on to the next one, and from the last one to the next step. Not while an input method still
 * makes characters of what was typed: there Enter only takes them.
 */
export function onEnter(goOn: () => void) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { key, target, currentTarget, nativeEvent } = event;
    if (key !== 'Enter' || nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
    // Of a form, that of the passphrase, it is the browser's own.
    if (target.form || target.type === 'file') return;
    event.preventDefault();
    const fields = [
      ...currentTarget.querySelectorAll<HTMLInputElement>('input:not([type="file"])'),
    ];
    const next = fields[fields.indexOf(target) + 1];
    if (next) next.focus();
    else goOn();
  };
}
