import type { Client } from '../link/client.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import './ended-here.css';
import { useEnding } from './ending-state.ts';
import { endingWords as words } from './words.ts';

export interface EndedBarProps {
  readonly client: Client;
  readonly onStaff: () => void;
}

const EVERY_MS = 60_000;

/** On an open machine whose fair is over, and that cannot end by itself: staff are led to their panel. */
export function EndedBar({ client, onStaff }: EndedBarProps) {
  const state = useEnding(client, EVERY_MS);
  if (!state?.signed || !state.holds) return undefined;
  return (
    <aside className="ended-bar">
      <p>
        <Text words={words.openBar} beside />
      </p>
      <Button words={words.toPanel} onPress={onStaff} />
    </aside>
  );
}
