import { useEffect, useEffectEvent, useState } from 'react';

/** What the station says of `what`, asked again whenever the work on it has moved. Late answers do not count. */
export function useLoaded<T>(
  load: () => Promise<T | undefined>,
  what: string,
  work: object,
): T | undefined {
  const [loaded, setLoaded] = useState<T>();
  const ask = useEffectEvent((_what: string, _work: object) => load());
  useEffect(() => {
    let isCurrent = true;
    void ask(what, work).then((answer) => {
      if (isCurrent && answer !== undefined) setLoaded(() => answer);
    });
    return () => {
      isCurrent = false;
    };
  }, [what, work]);
  return loaded;
}
