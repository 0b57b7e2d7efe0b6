import { useState } from 'react';
import type { Client } from '../link/client.ts';
import { SureAsk } from '../ui/sure-ask.tsx';
import { Button } from '../ui/button.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './ended-here.css';
import { useEnding } from './ending-state.ts';
import { endingWords as words } from './words.ts';

/** How often a locked machine looks whether its server has said so. */
const AGAIN_MS = 10_000;

/** On a locked machine whose fair the organiser has ended. */
export function EndedHere({ client }: { readonly client: Client }) {
  const state = useEnding(client, AGAIN_MS);
  const [asks, setAsks] = useState(false);
  const [said, setSaid] = useState<Words>();
  if (!state?.signed) return undefined;

  async function destroy(): Promise<void> {
    const done = await client.call('ending.destroy', {}).catch(() => undefined);
    if (!done?.ok) setSaid(words.failed);
  }

  return (
    <aside className="ended-here">
      <p>
        <strong>
          <Text words={words.over} beside />
        </strong>
      </p>
      <p>
        <Text words={words.overMore(state.signed.day)} />
      </p>
      {state.hub ? (
        <p>
          <Text words={words.hubFirst} />
        </p>
      ) : (
        <Button words={words.destroy} onPress={() => setAsks(true)} />
      )}
      {asks && !state.hub && (
        <SureAsk
          title={words.title}
          more={words.more(state.facts)}
          checks={[words.check]}
          yes={words.yes}
          no={words.no}
          said={said}
          onYes={destroy}
          onNo={() => setAsks(false)}
        />
      )}
    </aside>
  );
}
