import { useState } from 'react';
import { useStore } from 'zustand';
import { Attendee } from './attendee/attendee.tsx';
import type { Kiosk } from './attendee/kiosk.ts';
import { PaperInHand } from './attendee/paper.tsx';
import { words } from './attendee/words.ts';
import { Booth } from './booth/booth.tsx';
import type { BoothsAtWork } from './booth/booths.ts';
import type { Client } from './client.ts';
import { Locked } from './locked/locked.tsx';
import { OtherRole } from './other-role.tsx';
import { SampleDrawer } from './sample/drawer.tsx';
import { StaffDoor } from './staff/staff-door.tsx';
import type { StationStore } from './station-link.ts';
import './app.css';
import { Button } from './ui/button.tsx';
import { NoticePage } from './ui/notice-page.tsx';

export interface AppProps {
  readonly client: Client;
  readonly station: StationStore;
  readonly kiosk: Kiosk;
  readonly booths: BoothsAtWork;
  readonly freshPage: () => void;
}

/** The station's role decides which face is opened. */
export function App({ client, station, kiosk, booths, freshPage }: AppProps) {
  const { connection, hello, locked, unlocking } = useStore(station);
  const [staffHere, setStaffHere] = useState(false);

  if (connection === 'shut-out') {
    const { shutOut, shutOutMore } = words.link;
    return <NoticePage name="shut-out" title={shutOut} more={shutOutMore} />;
  }
  if (connection === 'replaced') {
    const { replaced, replacedMore, here } = words.link;
    return (
      <NoticePage name="replaced" title={replaced} more={replacedMore}>
        <Button look="first" words={here} onPress={freshPage} />
      </NoticePage>
    );
  }
  if (locked) return <Locked client={client} hello={locked} unlocking={unlocking} />;
  if (!hello) {
    if (connection === 'connecting') return <div className="starting" data-testid="starting" />;
    const { lost, lostMore } = words.link;
    return <NoticePage name="reconnecting" title={lost} more={lostMore} busy />;
  }

  switch (hello.station.role) {
    case 'entrance':
      return (
        <>
          <PaperInHand kiosk={kiosk} />
          <div className="frame" data-sample={hello.fair.sample}>
            <Attendee
              kiosk={kiosk}
              hello={hello}
              connection={connection}
              staffHere={staffHere}
              onStaff={() => setStaffHere(true)}
            />
            {hello.fair.sample && <SampleDrawer client={client} />}
            {staffHere && (
              <StaffDoor
                client={client}
                onLane={station.setLane}
                onClose={() => setStaffHere(false)}
              />
            )}
          </div>
        </>
      );
    case 'booth':
      return (
        <div className="frame" data-sample={hello.fair.sample}>
          <Booth
            booths={booths}
            hello={hello}
            connection={connection}
            onStaff={() => setStaffHere(true)}
          />
          {hello.fair.sample && <SampleDrawer client={client} />}
          {staffHere && (
            <StaffDoor
              client={client}
              onLane={station.setLane}
              onClose={() => setStaffHere(false)}
            />
          )}
        </div>
      );
    case 'desk':
    case 'organiser':
    case 'wall':
      return <OtherRole hello={hello} />;
  }
}
