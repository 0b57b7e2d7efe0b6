import { type ReactNode, useCallback, useState } from 'react';
import type { Client } from '../../link/client.ts';
import { AskPassphrase } from './ask-passphrase.tsx';
import { type AskForKeys, KeysHere } from './with-keys.ts';

/** Stands around an organiser's pages: whatever they do may need the keys. */
export function KeysHost({ client, children }: { client: Client; children: ReactNode }) {
  const [waiting, setWaiting] = useState<readonly ((opened: boolean) => void)[]>([]);
  const ask = useCallback<AskForKeys>(
    () => new Promise((resolve) => setWaiting((others) => [...others, resolve])),
    [],
  );
  function answer(opened: boolean): void {
    setWaiting([]);
    for (const resolve of waiting) resolve(opened);
  }
  return (
    <KeysHere value={ask}>
      {children}
      {waiting.length > 0 && (
        <AskPassphrase client={client} onOpen={() => answer(true)} onClose={() => answer(false)} />
      )}
    </KeysHere>
  );
}
