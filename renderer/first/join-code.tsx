import { useState } from 'react';
import type { JoiningFace } from '../../shared/contract/first.ts';
import type { Client } from '../link/client.ts';
import type { EmptyHello } from '../link/station-link.ts';
import { Button } from '../ui/button.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Wind } from '../ui/willow.tsx';
import { Devices } from './devices.tsx';
import { JoinSaid } from './join-said.tsx';
import { joinWords as words } from './join-words.ts';
import { ScanAct, type Scanning } from './scan-act.tsx';
import { takeOverText } from './take-over-words.ts';
import { Sticks } from './sticks.tsx';

export interface JoinCodeProps {
  readonly client: Client;
  readonly hello: EmptyHello;
  readonly scanning: Scanning;
  readonly face: Extract<JoiningFace, { at: 'code' }>;
  readonly onAgain: () => void;
  readonly onTakeOver: () => void;
  readonly onBack: () => void;
}

/** Waits for the enrolment code; what the machine can do is tried beside it. */
export function JoinCode(props: JoinCodeProps) {
  const { client, hello, scanning, face, onAgain, onTakeOver, onBack } = props;
  const [sticks, setSticks] = useState(false);
  return (
    <>
      <Screen
        name="join-code"
        tone={face.said === undefined ? 'calm' : 'bad'}
        scene={
          <>
            <Wind />
            <Title words={words.code} />
            <p className="lead">
              <Text words={words.codeMore} />
            </p>
            <JoinSaid face={face} />
            <Devices {...{ client, hello, scanning }} />
          </>
        }
        act={
          <ScanAct
            scanning={scanning}
            picture={<CodeOnPhone />}
            atScanner={words.atScanner}
            inFrame={words.inFrame}
          >
            {face.again && <Button look="first" words={words.again} onPress={onAgain} />}
            <Button words={words.byStick} onPress={() => setSticks(true)} />
          </ScanAct>
        }
        ways={
          <>
            <Button look="plain" words={takeOverText.way} onPress={onTakeOver} />
            <Button look="plain" words={words.back} onPress={onBack} />
          </>
        }
      />
      {sticks && <Sticks client={client} onClose={() => setSticks(false)} />}
    </>
  );
}
