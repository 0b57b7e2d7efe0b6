import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Client } from '../link/client.ts';

export type EndingState = CallOutput<'ending.state'>;

/** What this machine knows of the end of its fair, asked again and again. */
export function useEnding(client: Client, everyMs: number): EndingState | undefined {
  const [state, setState] = useState<EndingState>();
  useEffect(() => {
    const look = () => void client.call('ending.state', {}).then(setState, () => undefined);
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [client, everyMs]);
  return state;
}
