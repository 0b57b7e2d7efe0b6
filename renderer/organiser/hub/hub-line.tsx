import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { hubAtWork } from './hub.ts';
import { HubSheet } from './hub-sheet.tsx';
import { HubStanding, SwitchOn } from './hub-standing.tsx';
import { hubTroubles, hubWords as words } from './words.ts';
import './hub-line.css';

/** The hall's hub in one line of the stations' page, with its switch. */
export function HubLine({ client }: { readonly client: Client }) {
  const [atWork] = useState(() => hubAtWork(client));
  const { hub, trouble, said } = useStore(atWork);
  const [open, setOpen] = useState(false);
  useEffect(() => atWork.begin(), [atWork]);
  if (!hub?.canRun) return undefined;
  const [first] = hubTroubles(hub);
  return (
    <section className="hub-line" aria-label={words.title.zh} data-testid="hub">
      <h2>
        <Text words={words.title} beside />
      </h2>
      <div className="hub-now">
        <HubStanding hub={hub} />
        {hub.server !== null && <code>{hub.server}</code>}
      </div>
      {first && (
        <p className="hub-alert" role="alert">
          <Text words={first} />
        </p>
      )}
      {!hub.on && (
        <p className="quiet">
          <Text words={words.more} />
        </p>
      )}
      <div className="hub-ways">
        {!hub.on && <SwitchOn atWork={atWork} />}
        <Button words={words.details} onPress={() => setOpen(true)} />
      </div>
      {(trouble || said) && (
        <p className="organiser-trouble" role="alert">
          <Text words={said ?? words.unanswered} beside />
        </p>
      )}
      {open && <HubSheet {...{ client, atWork, hub, said }} onClose={() => setOpen(false)} />}
    </section>
  );
}
