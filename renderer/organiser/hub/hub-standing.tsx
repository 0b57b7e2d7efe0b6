import { useState } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { Hub } from './hub.ts';
import { hubWords as words, runWords } from './words.ts';
import './hub-standing.css';

/** How it does, by words, colour and shape. */
export function HubStanding({ hub }: { readonly hub: HubView }) {
  return (
    <p className="hub-standing" role="status" data-at={hub.run.at}>
      <Text words={runWords(hub)} />
    </p>
  );
}

export function SwitchOn({ atWork }: { readonly atWork: Hub }) {
  const [busy, setBusy] = useState(false);
  async function switchOn(): Promise<void> {
    setBusy(true);
    await atWork.switchTo(true);
    setBusy(false);
  }
  return <Button look="first" words={words.switchOn} busy={busy} onPress={() => void switchOn()} />;
}
