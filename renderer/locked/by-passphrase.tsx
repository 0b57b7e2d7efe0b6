import { useState } from 'react';
import type { Client } from '../link/client.ts';
import { openKeysWords } from '../organiser/keys/key-words.ts';
import { Button } from '../ui/button.tsx';
import { PassphraseField } from '../ui/passphrase-field.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './by-passphrase.css';
import { lockedWords as words } from './words.ts';

/** The organiser's own station opens by the passphrase alone: one in the morning. */
export function ByPassphrase({ client }: { client: Client }) {
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);

  async function open(): Promise<void> {
    setSaid(undefined);
    setBusy(true);
    const opened = await client.call('keys.open', { passphrase: typed }).catch(() => undefined);
    setBusy(false);
    if (!opened?.ok) setSaid(openKeysWords[opened ? opened.fault.kind : 'busy']);
  }

  const ready = typed !== '' && !busy;
  return (
    <form
      className="by-passphrase"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void open();
      }}
    >
      <PassphraseField words={words.passphrase} value={typed} onChange={setTyped} disabled={busy} />
      <output role="alert">{said && <Text words={said} />}</output>
      <Button
        look="first"
        words={words.open}
        busy={busy}
        disabled={!ready}
        onPress={() => void open()}
      />
    </form>
  );
}
