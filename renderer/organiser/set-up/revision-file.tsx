import { use, useState } from 'react';
import type { Client } from '../../link/client.ts';
import { PageDesk } from '../../saving/saving.ts';
import { keptWords } from '../../saving/words.ts';
import { Button } from '../../ui/button.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import { setUpWords as words } from './set-up-words.ts';

/** The revision in force as a file, for stations that no network reaches. */
export function RevisionFile({ client }: { readonly client: Client }) {
  const { keep } = use(PageDesk);
  const [said, setSaid] = useState<Words>();
  const [busy, setBusy] = useState(false);
  async function save(): Promise<void> {
    setBusy(true);
    const made = await client.call('setup.revisionFile', {}).catch(() => undefined);
    setBusy(false);
    if (!made) return setSaid(words.notSaved);
    setSaid(made.ok ? keptWords(await keep(made.value, 'application/json')) : words.noRevision);
  }
  return (
    <>
      <Button look="plain" words={words.revisionFile} busy={busy} onPress={() => void save()} />
      {said && (
        <p role="status">
          <Text words={said} beside />
        </p>
      )}
    </>
  );
}
