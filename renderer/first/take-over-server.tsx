import { useState } from 'react';
import type { TakeOverFault } from '../../shared/joining-faults.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { Wind } from '../ui/willow.tsx';
import { ScanAct, type Scanning } from './scan-act.tsx';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverServerProps {
  readonly client: Client;
  readonly scanning: Scanning;
  readonly said: TakeOverFault | undefined;
  readonly onBack: () => void;
}

/** Where the fair is, in a stick's place. */
export function TakeOverServer({ client, scanning, said, onBack }: TakeOverServerProps) {
  const [address, setAddress] = useState('');
  const ready = address.trim() !== '';
  const goOn = (): void => void client.call('first.fairServer', { address }).catch(() => undefined);
  return (
    <Screen
      name="take-over-server"
      tone={said === undefined ? 'calm' : 'bad'}
      scene={
        <>
          <Wind />
          <Title words={words.server} />
          <p className="lead">
            <Text words={words.serverMore} />
          </p>
          <TakeOverSaid said={said} />
        </>
      }
      act={
        <ScanAct
          scanning={scanning}
          picture={<CodeOnPhone />}
          atScanner={words.atScannerAddress}
          inFrame={words.inFrameAddress}
        >
          <form
            className="take-over-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) goOn();
            }}
          >
            <input
              type="text"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://"
              maxLength={200}
              aria-label={spoken(words.address)}
              value={address}
              onChange={({ currentTarget }) => setAddress(currentTarget.value)}
            />
            <Button words={words.goOn} disabled={!ready} onPress={goOn} />
          </form>
        </ScanAct>
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
