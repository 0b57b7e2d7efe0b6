import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Enter in a field goes on to the next one, and from the last one to the next step. Not while an input method still
 * makes characters of what was typed: there Enter only takes them.
 */
export function useEnter(step: RefObject<HTMLElement | null>, goOn: () => void): void {
  const onKey = useEffectEvent(({ key, isComposing, target }: KeyboardEvent) => {
    const { current } = step;
    if (key !== 'Enter' || isComposing || !current || !(target instanceof HTMLInputElement)) return;
    // A form, that of the passphrase, has the browser's own Enter.
    if (target.form || target.type === 'file') return;
    const fields = [...current.querySelectorAll<HTMLInputElement>('input:not([type="file"])')];
    const next = fields[fields.indexOf(target) + 1];
    if (next) next.focus();
    else goOn();
  });
  useEffect(() => {
    const { current } = step;
    const listen = (event: KeyboardEvent): void => onKey(event);
    current?.addEventListener('keydown', listen);
    return () => current?.removeEventListener('keydown', listen);
  }, [step]);
}
