import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CodeOnPhone } from '../ui/pictures.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { spoken, Text } from '../ui/text.tsx';
import { Wind } from '../ui/willow.tsx';
import { ScanAct } from './scan-act.tsx';
import type { TakeOverFairProps } from './take-over-fair.tsx';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

/** Where the fair is, in a stick's place. */
export function TakeOverServer({ client, scanning, said, onBack }: TakeOverFairProps) {
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
