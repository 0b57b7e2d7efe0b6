import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { type Hub, hubAtWork } from './hub.ts';
import './hub.css';
import { HubSheet } from './hub-sheet.tsx';
import { hubWords as words, runWords } from './words.ts';

/** The hall's hub in one line of the stations' page, with its switch. */
export function HubLine({ client }: { readonly client: Client }) {
  const [atWork] = useState(() => hubAtWork(client));
  const { hub, trouble } = useStore(atWork);
  const [open, setOpen] = useState(false);
  useEffect(() => atWork.begin(), [atWork]);
  if (!hub?.canRun) return undefined;
  return (
    <section className="hub-line" aria-label={words.title.zh} data-testid="hub">
      <h2>
        <Text words={words.title} beside />
      </h2>
      <div className="hub-now">
        <HubStanding hub={hub} />
        {hub.server !== null && <code>{hub.server}</code>}
      </div>
      {!hub.on && (
        <p className="quiet">
          <Text words={words.more} />
        </p>
      )}
      <div className="hub-ways">
        {!hub.on && <SwitchOn atWork={atWork} />}
        <Button words={words.details} onPress={() => setOpen(true)} />
      </div>
      {trouble && (
        <p className="organiser-trouble" role="alert">
          <Text words={words.unanswered} beside />
        </p>
      )}
      {open && <HubSheet {...{ client, atWork, hub }} onClose={() => setOpen(false)} />}
    </section>
  );
}

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
