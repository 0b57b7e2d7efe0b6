import type { Client } from '../link/client.ts';
import { Text } from '../ui/text.tsx';
import { KeysForm } from './keys-form.tsx';
import { setUpWords as words } from './set-up-words.ts';

/** Where a page does nothing else without the keys. The station says by itself that they are open. */
export function OpenKeys({ client }: { client: Client }) {
  return (
    <section className="set-up-keys">
      <h2>
        <Text words={words.openTitle} beside />
      </h2>
      <p>
        <Text words={words.openMore} />
      </p>
      <KeysForm client={client} onOpen={() => undefined} />
    </section>
  );
}
