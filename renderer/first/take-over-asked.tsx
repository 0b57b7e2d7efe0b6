import type { TakingOverFace } from '../../shared/contract/take-over.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Screen, Title } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { Willow, Wind } from '../ui/willow.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import './take-over-passphrase.css';
import { TakeOverSaid } from './take-over-said.tsx';
import { takeOverText as words } from './take-over-words.ts';

export interface TakeOverAskedProps {
  readonly client: Client;
  readonly face: Extract<TakingOverFace, { at: 'server' }>;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onBack: () => void;
}

/** The passphrase, before the fair is here: it opens the key with which the server is asked. */
export function TakeOverAsked(props: TakeOverAskedProps) {
  const { client, face, typed, onTyped, onBack } = props;
  const { server, said } = face;
  const fetchIt = (): void =>
    void client.call('first.fetchFair', { passphrase: typed }).catch(() => undefined);
  return (
    <Screen
      name="take-over-asked"
      tone={said === undefined ? 'calm' : 'bad'}
      scene={
        <>
          <Willow faint />
          <Wind />
          <Title words={words.passphrase} />
          <p className="lead">
            <Text words={words.passphraseMore} />
          </p>
          <TakeOverSaid said={said} />
          <p className="take-over-fair">
            <Text words={words.fetchFrom(server)} />
          </p>
        </>
      }
      act={
        <form
          className="take-over-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed !== '') fetchIt();
          }}
        >
          <PassphraseField words={words.passphrase} typed={typed} onTyped={onTyped} />
          <Button look="first" words={words.fetch} disabled={typed === ''} onPress={fetchIt} />
        </form>
      }
      ways={<Button look="plain" words={words.back} onPress={onBack} />}
    />
  );
}
