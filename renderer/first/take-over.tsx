import { useEffect, useState } from 'react';
import type { TakingOverFace } from '../../shared/contract/take-over.ts';
import type { Client } from '../link/client.ts';
import { FirstFrame } from './first-frame.tsx';
import { JoinBusy } from './join-busy.tsx';
import type { Scanning } from './scan-act.tsx';
import { TakeOverAsked } from './take-over-asked.tsx';
import { TakeOverFair } from './take-over-fair.tsx';
import { TakeOverPassphrase } from './take-over-passphrase.tsx';
import { TakeOverSheet } from './take-over-sheet.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverProps {
  readonly client: Client;
  readonly scanning: Scanning;
  readonly onBack: () => void;
}

/** The organiser's machine has died, and this one takes its place. The station knows the step. */
export function TakeOver({ client, scanning, onBack }: TakeOverProps) {
  const [face, setFace] = useState<TakingOverFace>();
  // Kept while it is tried, so that one wrong character can be mended.
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const look = (): Promise<void> =>
      client.call('first.takingOver', {}).then(setFace, () => undefined);
    // A station that has begun goes on where it was.
    const begin = (): void => void client.call('first.takeOver', {}).then(look, () => undefined);
    begin();
    return client.listen({ takingOver: setFace }, begin);
  }, [client]);
  function back(): void {
    client.call('first.takeOverBack', {}).catch(() => undefined);
    if (face?.at === 'sheet') onBack();
  }
  return (
    <FirstFrame name={words.name} step="take-over">
      {stepOf()}
    </FirstFrame>
  );

  function stepOf() {
    switch (face?.at) {
      // A scan counts once the station waits for it, so nobody is asked for one before.
      case undefined:
      case 'idle':
        return undefined;
      case 'sheet':
        return <TakeOverSheet {...{ client, scanning }} said={face.said} onBack={back} />;
      case 'fair':
        return <TakeOverFair {...{ client, scanning }} said={face.said} onBack={back} />;
      case 'server':
        return <TakeOverAsked {...{ client, face, typed }} onTyped={setTyped} onBack={back} />;
      case 'fetching':
        return (
          <JoinBusy title={words.fetching} more={words.fetchingMore(face.server)} onCancel={back} />
        );
      case 'passphrase':
        return <TakeOverPassphrase {...{ client, face, typed }} onTyped={setTyped} onBack={back} />;
      case 'opening':
        return <JoinBusy title={words.taking} more={words.takingMore} />;
    }
  }
}
