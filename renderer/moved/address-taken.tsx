import { useEffect, useState } from 'react';
import type { EventPayload } from '../../shared/contract/calls.ts';
import type { Client } from '../link/client.ts';
import { Text } from '../ui/text.tsx';
import './address-taken.css';
import { addressWords } from './words.ts';

const SHOWN_MS = 8_000;

/** What became of an address code that was scanned at this station. */
export function AddressTaken({ client }: { readonly client: Client }) {
  const [said, setSaid] = useState<EventPayload<'address'>>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const deaf = client.listen({
      address(payload) {
        clearTimeout(timer);
        timer = setTimeout(() => setSaid(undefined), SHOWN_MS);
        setSaid(payload);
      },
    });
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [client]);
  return (
    <output className="address-said">
      {said && (
        <span className="address-taken" data-step={said.step} data-testid="address-taken">
          <Text words={addressWords(said)} />
        </span>
      )}
    </output>
  );
}
