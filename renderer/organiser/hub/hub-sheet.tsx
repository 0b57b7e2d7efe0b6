import { useState } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { Client } from '../../link/client.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { ListSheet } from '../../ui/list-sheet.tsx';
import { Text, type Words } from '../../ui/text.tsx';
import type { Hub } from './hub.ts';
import { HubAccounts } from './hub-accounts.tsx';
import { HubAddress } from './hub-address.tsx';
import { HubCode } from './hub-code.tsx';
import { HubStanding, SwitchOn } from './hub-standing.tsx';
import { HubUpstream } from './hub-upstream.tsx';
import { hubTroubles, hubWords as words } from './words.ts';
import './hub-sheet.css';

export interface HubSheetProps {
  readonly client: Client;
  readonly atWork: Hub;
  readonly hub: HubView;
  /** Why the last tap changed nothing. */
  readonly said: Words | undefined;
  readonly onClose: () => void;
}

/** Everything about the hub: its switch, where it is, whom it hands on to, and who may sign in. */
export function HubSheet({ client, atWork, hub, said, onClose }: HubSheetProps) {
  const isUp = hub.run.at === 'up';
  return (
    <ListSheet title={words.title} close={words.close} onClose={onClose}>
      <div className="hub-sheet">
        <HubSwitch atWork={atWork} hub={hub} />
        <output className="hub-part-wide" role="alert">
          {said && <Text words={said} beside />}
        </output>
        <div className="hub-column">
          <HubAddress atWork={atWork} hub={hub} />
          <HubUpstream key={hub.upstream?.address} atWork={atWork} hub={hub} />
        </div>
        {isUp && hub.server !== null && <HubCode atWork={atWork} hub={hub} />}
        {isUp && <HubAccounts client={client} fair={hub.fair} server={hub.server} />}
      </div>
    </ListSheet>
  );
}

function HubSwitch({ atWork, hub }: { readonly atWork: Hub; readonly hub: HubView }) {
  const [asks, setAsks] = useState(false);
  const { run } = hub;
  const isPort = run.at === 'refused' && (run.why === 'port-taken' || run.why === 'port-refused');
  return (
    <section className="hub-part hub-part-wide">
      <div className="hub-switch">
        <HubStanding hub={hub} />
        <div className="hub-ways">
          {!hub.on && <SwitchOn atWork={atWork} />}
          {isPort && <Button words={words.otherPort} onPress={() => void atWork.otherPort()} />}
          {hub.on && <Button words={words.switchOff} onPress={() => setAsks(true)} />}
        </div>
      </div>
      {hubTroubles(hub).map((each) => (
        <p key={each.zh} className="hub-alert" role="alert">
          <Text words={each} />
        </p>
      ))}
      {!hub.on && (
        <p>
          <Text words={words.more} />
        </p>
      )}
      {asks && (
        <Ask
          title={words.askOff}
          yes={words.switchOff}
          no={words.keepOn}
          onYes={async () => {
            await atWork.switchTo(false);
            setAsks(false);
          }}
          onNo={() => setAsks(false)}
        >
          <p>
            <Text words={words.askOffMore} />
          </p>
        </Ask>
      )}
    </section>
  );
}
