import { useEffect, useEffectEvent } from 'react';

/**
 * A real keyboard does what the on-screen keys do. The keys that appeared last receive it: a PIN pad over a
 * number pad keeps its digits to itself.
 */

type Taker = (text: string) => void;
const takers: Taker[] = [];

export function offerTyped(text: string): void {
  takers.at(-1)?.(text);
}

export function useTypedKeys(keys: { onType: Taker; onRub: () => void }): void {
  const type = useEffectEvent(keys.onType);
  const rub = useEffectEvent(keys.onRub);
  useEffect(() => {
    const taker: Taker = (text) => type(text);
    takers.push(taker);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.code === 'Backspace' && takers.at(-1) === taker) rub();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      takers.splice(takers.indexOf(taker), 1);
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
