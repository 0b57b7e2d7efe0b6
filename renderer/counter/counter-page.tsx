import { type ReactNode, useEffect } from 'react';
import type { Hello, StationLink } from '../link/station-link.ts';
import { HelpKey } from '../ui/help-key.tsx';
import { Masthead } from '../ui/masthead.tsx';
import { Text } from '../ui/text.tsx';
import './counter-page.css';
import { counterWords as words } from './words.ts';

export interface CounterFaceProps {
  readonly hello: Hello;
  readonly connection: StationLink['connection'];
  readonly onStaff: () => void;
}

export interface CounterPageProps extends CounterFaceProps {
  /** Fetches the station's state whenever the connection comes up. */
  readonly load: () => Promise<void>;
  readonly masthead: ReactNode;
  /** Slots whose records have not come to this machine, which goes on for theirs. */
  readonly awaited: readonly number[];
  readonly children: ReactNode;
}

/** The frame of a page with counters: the masthead, and a banner while the station is silent. */
export function CounterPage(props: CounterPageProps) {
  const { hello, connection, onStaff, load, masthead, awaited, children } = props;
  useEffect(() => {
    if (connection === 'up') void load();
  }, [load, connection]);
  return (
    <div className="booth-face" data-lost={connection !== 'up'}>
      <Masthead station={hello.station.name} staff={words.staffDoor} onStaff={onStaff}>
        {masthead}
        <HelpKey />
      </Masthead>
      {connection !== 'up' && (
        <p className="booth-lost" role="alert">
          <Text words={words.unanswered} beside />
        </p>
      )}
      {awaited.length > 0 && (
        <p className="counter-awaited" role="status">
          <Text words={words.awaited(awaited)} beside />
        </p>
      )}
      {children}
    </div>
  );
}
