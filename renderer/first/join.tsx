import { use, useEffect, useState } from 'react';
import type { JoiningFace } from '../../shared/contract/first.ts';
import { CameraHere } from '../camera/follow-station.ts';
import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { FirstFrame } from './first-frame.tsx';
import { JoinBusy } from './join-busy.tsx';
import { JoinCard } from './join-card.tsx';
import { JoinCode } from './join-code.tsx';
import { JoinPassphrase } from './join-passphrase.tsx';
import { joinWords as words } from './join-words.ts';
import type { Scanning } from './scan-act.tsx';
import { TakeOver } from './take-over.tsx';
import { type Steps, useStep } from './use-step.ts';

export interface JoinProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly onBack: () => void;
}

/** Makes this machine a station of a fair, or the one that takes over from a dead organiser’s. */
export function Join({ client, hello, onBack }: JoinProps) {
  const hand = use(CameraHere);
  const [byCamera, setByCamera] = useState(false);
  const [takesOver, setTakesOver] = useState<boolean>();
  useEffect(() => {
    // A page that was opened again goes on where the machine is.
    client.call('first.takingOver', {}).then(
      ({ at }) => setTakesOver(at !== 'idle'),
      () => setTakesOver(false),
    );
  }, [client]);
  useEffect(() => () => hand?.takeBack(), [hand]);

  const scanning = {
    scanners: hello.readers,
    byCamera,
    onCamera: () => {
      setByCamera(true);
      hand?.lend();
    },
  };
  if (takesOver) {
    return <TakeOver {...{ client, scanning }} onBack={() => setTakesOver(false)} />;
  }
  return (
    <FirstFrame name={words.name} step="join">
      {takesOver === false && (
        <JoinSteps {...{ client, hello, scanning, onBack }} onTakeOver={() => setTakesOver(true)} />
      )}
    </FirstFrame>
  );
}

const joining: Steps<JoiningFace> = {
  begin: (client) => client.call('first.join', {}),
  look: (client) => client.call('first.joining', {}),
  listen: (client, onFace, back) => client.listen({ joining: onFace }, back),
};

interface JoinStepsProps extends JoinProps {
  readonly scanning: Scanning;
  readonly onTakeOver: () => void;
}

/** The station knows the step; this only shows it. */
function JoinSteps({ client, hello, scanning, onTakeOver, onBack }: JoinStepsProps) {
  const face = useStep(client, joining, onBack);
  const [typed, setTyped] = useState('');

  const tell = (name: 'first.again' | 'first.stepBack') => (): void =>
    void client.call(name, {}).catch(() => undefined);
  function back(): void {
    tell('first.stepBack')();
    if (face?.at === 'code') onBack();
  }
  switch (face?.at) {
    // A scan counts once the station waits for it, so nobody is asked for one before.
    case undefined:
    case 'idle':
      return undefined;
    case 'code':
      return (
        <JoinCode
          {...{ client, hello, scanning, face }}
          onAgain={tell('first.again')}
          onTakeOver={() => {
            tell('first.stepBack')();
            onTakeOver();
          }}
          onBack={back}
        />
      );
    case 'fetching':
      return <JoinBusy title={words.fetching} more={words.fetchingMore} onCancel={back} />;
    case 'unwrapping':
      return <JoinBusy title={words.unwrapping} onCancel={back} />;
    case 'passphrase':
      return (
        <JoinPassphrase {...{ client, face, scanning, typed }} onTyped={setTyped} onBack={back} />
      );
    case 'card':
      return <JoinCard {...{ face, scanning }} onBack={back} />;
    case 'enrolling':
      return <JoinBusy title={words.enrolling} />;
  }
}
