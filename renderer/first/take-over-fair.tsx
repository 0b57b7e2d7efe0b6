import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Wind } from '../ui/willow.tsx';
import { FairFiles } from './fair-files.tsx';
import { TakeOverSaid } from './take-over-said.tsx';
import { TakeOverServer, type TakeOverServerProps } from './take-over-server.tsx';
import { takeOverText as words } from './take-over-words.ts';

/** The sheet has the keys, and not the fair: any signed copy of it will do. */
export function TakeOverFair({ client, scanning, said, onBack }: TakeOverServerProps) {
  const [byServer, setByServer] = useState(false);
  if (byServer) {
    return <TakeOverServer {...{ client, scanning, said }} onBack={() => setByServer(false)} />;
  }
  return (
    <Screen
      name="take-over-fair"
      tone={said === undefined ? 'calm' : 'bad'}
      scene={
        <>
          <Wind />
          <Title words={words.fair} />
          <p className="lead">
            <Text words={words.fairMore} />
          </p>
          <TakeOverSaid said={said} />
        </>
      }
      act={
        <div className="take-over-form">
          <h2>
            <Text words={words.choose} />
          </h2>
          <FairFiles client={client} />
          <Button words={words.byServer} onPress={() => setByServer(true)} />
        </div>
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
