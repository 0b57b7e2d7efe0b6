import { useState } from 'react';
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
import { type Steps, useStep } from './use-step.ts';

export interface TakeOverProps {
  readonly client: Client;
  readonly scanning: Scanning;
  readonly onBack: () => void;
}

const takingOver: Steps<TakingOverFace> = {
  begin: (client) => client.call('first.takeOver', {}),
  look: (client) => client.call('first.takingOver', {}),
  listen: (client, onFace, back) => client.listen({ takingOver: onFace }, back),
};

/** The organiser's machine has died, and this one takes its place. The station knows the step. */
export function TakeOver({ client, scanning, onBack }: TakeOverProps) {
  const face = useStep(client, takingOver, onBack);
  // Kept while it is tried, so that one wrong character can be mended.
  const [typed, setTyped] = useState('');
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
