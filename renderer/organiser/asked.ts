import { useEffect, useState } from 'react';

/** Asks the station again with each new key, and keeps the last answer meanwhile; `ask` stays the same function. */
export function useAsked<T>(ask: () => Promise<T>, key: string): T | undefined {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  useEffect(() => {
    let gone = false;
    ask().then(
      (value) => !gone && setAnswer({ key, value }),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [ask, key]);
  return answer?.value;
}
