import { useEffect, useState } from 'react';
import type { CallOutput } from '../../shared/contract/calls.ts';
import type { Client } from '../link/client.ts';
import { Text } from '../ui/text.tsx';
import { joinWords } from './join-words.ts';
import './fair-files.css';
import { takeOverText as words } from './take-over-words.ts';

const LOOKS_AGAIN_MS = 1_500;

/** What the sticks hold, the newest first; a stick appears by itself. */
export function FairFiles({ client, onTaken }: { client: Client; onTaken?: () => void }) {
  const [there, setThere] = useState<CallOutput<'first.fairFiles'>>();
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const now = await client.call('first.fairFiles', {}).catch(() => undefined);
      if (!open) return;
      if (now) setThere(now);
      timer = setTimeout(() => void look(), LOOKS_AGAIN_MS);
    };
    void look();
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [client]);
  if (!there) return undefined;
  if (there.files.length === 0) {
    return (
      <p className="fair-files-none">
        <Text words={there.sticks.length === 0 ? words.noStick : words.noFile} />
      </p>
    );
  }
  return (
    <ul className="fair-files">
      {there.files.map(({ id, stick, name, holds, fair, revision }) => (
        <li key={id}>
          <button
            type="button"
            onClick={() => {
              onTaken?.();
              client.call('first.takeFairFile', { id }).catch(() => undefined);
            }}
          >
            <b>
              <Text words={fair} beside />
            </b>
            <span>
              <Text words={words.revision(revision)} beside /> ·{' '}
              <Text words={holds === 'keys' ? words.withKeys : words.fairOnly} beside />
            </span>
            <small>
              <Text words={joinWords.onStick(stick, name)} />
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
