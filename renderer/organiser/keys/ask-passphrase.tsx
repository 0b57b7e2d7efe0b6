import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Text } from '../../ui/text.tsx';
import { keyWords as words } from './key-words.ts';
import { KeysForm } from './keys-form.tsx';

export interface AskPassphraseProps {
  readonly client: Client;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** In place, above whatever wanted the keys. */
export function AskPassphrase({ client, onOpen, onClose }: AskPassphraseProps) {
  return (
    <Modal label={words.title} onClose={onClose}>
      <div className="ask">
        <h2>
          <Text words={words.title} />
        </h2>
        <p>
          <Text words={words.why} />
        </p>
        <KeysForm client={client} onOpen={onOpen}>
          <Button words={words.notNow} onPress={onClose} />
        </KeysForm>
      </div>
    </Modal>
  );
}
