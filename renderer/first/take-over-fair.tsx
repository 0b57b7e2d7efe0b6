import type { TakeOverFault } from '../../shared/joining-faults.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Wind } from '../ui/willow.tsx';
import { FairFiles } from './fair-files.tsx';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverFairProps {
  readonly client: Client;
  readonly said: TakeOverFault | undefined;
  readonly onBack: () => void;
}

/** The sheet has the keys, and not the fair: any copy of it will do. */
export function TakeOverFair({ client, said, onBack }: TakeOverFairProps) {
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
        <>
          <h2>
            <Text words={words.choose} />
          </h2>
          <FairFiles client={client} />
        </>
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
