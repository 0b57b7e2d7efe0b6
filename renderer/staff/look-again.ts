import { useEffect } from 'react';

const LOOKS_EVERY_MS = 5_000;

/** At once, and every few seconds while the panel is open: sticks come and go. An unanswered look is made again. */
export function useLookAgain(look: () => Promise<void>): void {
  useEffect(() => {
    const again = (): void => void look().catch(() => undefined);
    again();
    const timer = setInterval(again, LOOKS_EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
}
