import { useState } from 'react';
import type { Holding } from '../../shared/contract/ending.ts';
import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { SureAsk } from '../ui/sure-ask.tsx';
import { Text, type Words } from '../ui/text.tsx';
import './ended-here.css';
import { useEnding } from './ending-state.ts';
import { holdingWords } from './holding-words.ts';
import { endingWords as words } from './words.ts';

const IN_PANEL_MS = 5_000;

export interface EndedInPanelProps {
  readonly client: Client;
  readonly staffKey: string;
  readonly saving: boolean;
  readonly onSaveFacts: () => void;
}

/** In the staff's panel: what this machine still holds, the way to carry it, and the tap to destroy. */
export function EndedInPanel({ client, staffKey, saving, onSaveFacts }: EndedInPanelProps) {
  const state = useEnding(client, IN_PANEL_MS);
  const [asked, setAsked] = useState<Holding>();
  const [said, setSaid] = useState<Words>();
  if (!state?.signed || !state.holds) return undefined;
  const { holds, facts, signed } = state;

  async function destroy({ facts: seen, boxes }: Holding): Promise<void> {
    const call = client.call('ending.destroyHolding', { key: staffKey, facts: seen, boxes });
    const done = await call.catch(() => undefined);
    if (!done?.ok) setSaid(done?.fault.kind === 'changed' ? words.changed : words.failed);
  }

  return (
    <aside className="ended-here ended-in-panel">
      <p>
        <strong>
          <Text words={words.overMore(signed.day)} />
        </strong>
      </p>
      <p>
        <Text words={holdingWords(holds, facts)} />
      </p>
      <div className="ended-ways">
        <Button words={words.carry} busy={saving} onPress={onSaveFacts} />
        <Button
          words={words.destroy}
          onPress={() => {
            setSaid(undefined);
            setAsked(holds);
          }}
        />
      </div>
      {asked && (
        <SureAsk
          title={words.title}
          more={holdingWords(asked, facts)}
          checks={[words.carriedOrNot]}
          yes={words.yes}
          no={words.no}
          said={said}
          onYes={() => destroy(asked)}
          onNo={() => setAsked(undefined)}
        />
      )}
    </aside>
  );
}
