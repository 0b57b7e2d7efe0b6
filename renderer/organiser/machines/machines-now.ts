import { useEffect, useState } from 'react';
import type { Machines } from '../../../shared/contract/machines.ts';
import type { Client } from '../../link/client.ts';

const LOOKS_AGAIN_MS = 2_000;

/** The machines as they are now; undefined until the first answer. */
export function useMachines(client: Client): {
  readonly now: Machines | undefined;
  readonly look: () => Promise<void>;
} {
  const [now, setNow] = useState<Machines>();
  const look = async (): Promise<void> => {
    const seen = await client.call('machines.state', {}).catch(() => undefined);
    if (seen) setNow(seen);
  };
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = async (): Promise<void> => {
      const seen = await client.call('machines.state', {}).catch(() => undefined);
      if (!open) return;
      if (seen) setNow(seen);
      timer = setTimeout(() => void again(), LOOKS_AGAIN_MS);
    };
    void again();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [client]);
  return { now, look };
}
