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
import { TakeOver } from './take-over.tsx';

export interface JoinProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly onBack: () => void;
}

/** Makes this machine a station of a fair. The station knows the step; this page only shows it. */
export function Join({ client, hello, onBack }: JoinProps) {
  const [face, setFace] = useState<JoiningFace>();
  const hand = use(CameraHere);
  const [byCamera, setByCamera] = useState(false);
  const [typed, setTyped] = useState('');
  const [takesOver, setTakesOver] = useState(false);
  useEffect(() => {
    const look = (): Promise<void> =>
      client.call('first.joining', {}).then(setFace, () => undefined);
    const deaf = client.listen({ joining: setFace }, () => void look());
    // A page that was opened again goes on where the machine is.
    client.call('first.takingOver', {}).then(
      ({ at }) => setTakesOver(at !== 'idle'),
      () => undefined,
    );
    void client.call('first.join', {}).then(look, () => undefined);
    return deaf;
  }, [client]);
  useEffect(() => () => hand?.takeBack(), [hand]);

  const tell = (name: 'first.again' | 'first.stepBack') => (): void =>
    void client.call(name, {}).catch(() => undefined);
  function back(): void {
    tell('first.stepBack')();
    if (face?.at === 'code' || face === undefined) onBack();
  }
  const scanning = {
    scanners: hello.readers,
    byCamera,
    onCamera: () => {
      setByCamera(true);
      hand?.lend();
    },
  };
  if (takesOver) {
    return (
      <TakeOver
        {...{ client, scanning }}
        onBack={() => {
          client.call('first.join', {}).catch(() => undefined);
          setTakesOver(false);
        }}
      />
    );
  }
  return (
    <FirstFrame name={words.name} step="join">
      {stepOf()}
    </FirstFrame>
  );

  function stepOf() {
    switch (face?.at) {
      case undefined:
      case 'idle':
      case 'code':
        return (
          <JoinCode
            {...{ client, hello, scanning }}
            face={face?.at === 'code' ? face : undefined}
            onAgain={tell('first.again')}
            onTakeOver={() => {
              tell('first.stepBack')();
              setTakesOver(true);
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
}
