import { useEffect, useState } from 'react';
import type { PeopleHeld } from '../../../shared/contract/people-delivery.ts';
import type { Client } from '../../link/client.ts';

const LOOKS_AGAIN_MS = 5_000;
const NOBODY: ReadonlyMap<number, PeopleHeld> = new Map();

/** Which list of registered people each entrance holds, by its slot; empty where there are no lists. */
export function usePeopleHeld(client: Client): ReadonlyMap<number, PeopleHeld> {
  const [held, setHeld] = useState(NOBODY);
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async (): Promise<void> => {
      const delivery = await client.call('people.delivery', {}).catch(() => undefined);
      if (!open) return;
      const entrances = delivery && delivery.signed !== null ? delivery.entrances : [];
      if (delivery) setHeld(new Map(entrances.map(({ slot, holds }) => [slot, holds])));
      timer = setTimeout(() => void again(), LOOKS_AGAIN_MS);
    };
    void again();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [client]);
  return held;
}
