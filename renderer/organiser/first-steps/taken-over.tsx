import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Machine, Machines } from '../../../shared/contract/machines.ts';
import type { Client } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { HubAddress } from '../hub/hub-address.tsx';
import { HubCode } from '../hub/hub-code.tsx';
import { type Hub, hubAtWork } from '../hub/hub.ts';
import { HubStanding, SwitchOn } from '../hub/hub-standing.tsx';
import { hubTroubles } from '../hub/words.ts';
import '../hub/hub-sheet.css';
import { AskReplace } from '../machines/ask-replace.tsx';
import { useMachines } from '../machines/machines-now.ts';
import type { SetUpAtWork } from '../set-up/set-up.ts';
import './taken-over.css';
import { takenOverWords as words } from './taken-over-words.ts';

export interface TakenOverProps {
  readonly client: Client;
  readonly setUp: SetUpAtWork;
}

/** Right after this computer took the organiser's place: how the stations find it, and what becomes of the old one. */
export function TakenOver({ client, setUp }: TakenOverProps) {
  const [hub] = useState(() => hubAtWork(client));
  const { now, look } = useMachines(client);
  useEffect(() => hub.begin(), [hub]);
  return (
    <div className="taken-over">
      <HubHere hub={hub} />
      <div className="taken-over-column">
        {now && <StationsHere machines={now} />}
        {now && <OldOnes {...{ hub, now, look }} atWork={setUp} />}
      </div>
    </div>
  );
}

function HubHere({ hub: atWork }: { readonly hub: Hub }) {
  const { hub } = useStore(atWork);
  if (!hub?.canRun) return undefined;
  return (
    <section className="taken-over-part" data-testid="hub" aria-label={words.hub.zh}>
      <h2>
        <Text words={words.hub} beside />
      </h2>
      {!hub.on && (
        <p className="quiet">
          <Text words={words.hubMore} />
        </p>
      )}
      <HubStanding hub={hub} />
      {hubTroubles(hub).map((each) => (
        <p key={each.zh} className="hub-alert" role="alert">
          <Text words={each} />
        </p>
      ))}
      {!hub.on && <SwitchOn atWork={atWork} />}
      {hub.run.at === 'up' && (
        <>
          {hub.code !== null && (
            <p className="taken-over-carry">
              <Text words={words.carry} />
            </p>
          )}
          {hub.server !== null && <HubCode atWork={atWork} hub={hub} />}
          <HubAddress atWork={atWork} hub={hub} />
        </>
      )}
    </section>
  );
}

/** Not the old computer, of which the other part speaks. */
const isAwaited = ({ isThis, standing, role, heardMs }: Machine): boolean =>
  !isThis &&
  standing !== 'revoked' &&
  standing !== 'replaced' &&
  standing !== 'unused' &&
  (role !== 'organiser' || heardMs !== null);

function StationsHere({ machines: { machines } }: { readonly machines: Machines }) {
  const awaited = machines.filter(isAwaited);
  const here = awaited.filter(({ heardMs }) => heardMs !== null);
  return (
    <section className="taken-over-part">
      <h2 role="status">
        <Text words={words.stations(here.length, awaited.length)} beside />
      </h2>
      <p className="quiet">
        <Text words={words.stationsMore} />
      </p>
      <ul className="taken-over-stations">
        {awaited.map(({ slot, name, heardMs }) => (
          <li key={slot} data-here={heardMs !== null}>
            <span>
              {slot} · <Text words={name} beside />
            </span>
            <Text words={heardMs === null ? words.notYet : words.isHere} beside />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OldOnesProps {
  readonly hub: Hub;
  readonly now: Machines;
  readonly look: () => Promise<void>;
  readonly atWork: SetUpAtWork;
}

/** Other organisers' places whose machine this one can stand in for. */
function OldOnes({ hub, now, look, atWork }: OldOnesProps) {
  const [asked, setAsked] = useState<number>();
  const organisers = now.machines.filter(({ role }) => role === 'organiser');
  const here = organisers.find(({ isThis }) => isThis);
  const others = organisers.filter(({ isThis }) => !isThis);
  const machine = others.find(({ slot }) => slot === asked);
  /** Under the new revision, so that no station takes the old computer's code after this one's. */
  async function signAgain(): Promise<void> {
    setAsked(undefined);
    if (hub.getState().hub?.code) await hub.sign();
  }
  return (
    <section className="taken-over-part">
      <h2>
        <Text words={words.old} beside />
      </h2>
      <p className="quiet">
        <Text words={others.length === 0 ? words.sameSlot : words.oldMore} />
      </p>
      {others.map((each) => (
        <OldOne
          key={each.slot}
          machine={each}
          here={here?.slot}
          onAsk={() => setAsked(each.slot)}
        />
      ))}
      <p>
        <Text words={words.comesBack} />
      </p>
      <p>
        <Text words={words.onlyThere} />
      </p>
      {machine && (
        <AskReplace
          {...{ atWork, machine }}
          machines={now}
          onDone={look}
          onClose={() => setAsked(undefined)}
          onBack={() => setAsked(undefined)}
          onReplaced={() => void signAgain()}
        />
      )}
    </section>
  );
}

interface OldOneProps {
  readonly machine: Machine;
  readonly here: number | undefined;
  readonly onAsk: () => void;
}

function OldOne({ machine: { slot, name, replacedBy, spares }, here, onAsk }: OldOneProps) {
  if (replacedBy !== null) {
    return (
      <p className="taken-over-replaced">
        <Text words={words.replaced(slot)} beside />
      </p>
    );
  }
  if (here === undefined || !spares.includes(here)) return undefined;
  return <Button words={words.replace(slot, name)} onPress={onAsk} />;
}
