import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { words } from './attendee/words.ts';
import { type FacesAtWork, FaceOfRole } from './face-of-role.tsx';
import {
  First,
  Locked,
  PaperInHand,
  Retired,
  SampleDrawer,
  ServerPage,
  StaffDoor,
} from './faces.ts';
import type { StationStore } from './link/station-link.ts';
import './app.css';
import { EndedBar } from './ending/ended-bar.tsx';
import { AddressTaken } from './moved/address-taken.tsx';
import { CameraDock } from './camera/camera-dock.tsx';
import { Button } from './ui/button.tsx';
import { SavingHost } from './saving/saving-host.tsx';
import { NoticePage } from './ui/notice-page.tsx';

export interface AppProps extends FacesAtWork {
  readonly station: StationStore;
  readonly freshPage: () => void;
  /** Asks for one more try of a station that has stopped. */
  readonly again: () => void;
}

/** Opens the page for the station's role. */
export function App({ station, freshPage, again, ...faces }: AppProps) {
  const { client, kiosk, organiser } = faces;
  const { connection, hello, locked, empty, retired, unlocking, server } = useStore(station);
  const [staffHere, setStaffHere] = useState<'no' | 'by-pin' | { readonly key: string }>('no');
  useEffect(() => client.listen({ staff: setStaffHere }), [client]);
  const byCard = typeof staffHere === 'string' ? undefined : staffHere.key;

  if (connection === 'shut-out') {
    const { shutOut, shutOutMore } = words.link;
    return <NoticePage name="shut-out" title={shutOut} more={shutOutMore} />;
  }
  if (connection === 'stopped') {
    const { stopped, stoppedMore, tryAgain } = words.link;
    return (
      <NoticePage name="stopped" title={stopped} more={stoppedMore}>
        <Button look="first" words={tryAgain} onPress={again} />
      </NoticePage>
    );
  }
  if (connection === 'replaced') {
    const { replaced, replacedMore, here } = words.link;
    return (
      <NoticePage name="replaced" title={replaced} more={replacedMore}>
        <Button look="first" words={here} onPress={freshPage} />
      </NoticePage>
    );
  }
  if (locked) {
    return (
      <>
        <Locked client={client} hello={locked} unlocking={unlocking} />
        <AddressTaken client={client} />
      </>
    );
  }
  if (retired) {
    return (
      <SavingHost client={client}>
        <Retired client={client} hello={retired} />
      </SavingHost>
    );
  }
  if (empty) return <First client={client} hello={empty} />;
  if (server) {
    return <ServerPage hello={server} {...{ client, organiser, freshPage }} />;
  }
  if (!hello) {
    if (connection === 'connecting') return <div className="starting" data-testid="starting" />;
    const { lost, lostMore } = words.link;
    return <NoticePage name="reconnecting" title={lost} more={lostMore} busy />;
  }

  const onStaff = (): void => setStaffHere('by-pin');
  return (
    <>
      {hello.station.role === 'entrance' && <PaperInHand kiosk={kiosk} />}
      <SavingHost client={client}>
        <div className="with-camera">
          <div className="frame" data-sample={hello.fair.sample}>
            <EndedBar client={client} onStaff={onStaff} />
            <FaceOfRole {...{ faces, hello, connection, onStaff }} staffHere={staffHere !== 'no'} />
            <AddressTaken client={client} />
            {hello.fair.sample && <SampleDrawer client={client} fromFirst={hello.fromFirst} />}
            {staffHere !== 'no' && (
              <StaffDoor
                key={byCard}
                client={client}
                byCard={byCard}
                camera={hello.camera}
                onLane={station.setLane}
                onClose={() => setStaffHere('no')}
              />
            )}
          </div>
          <CameraDock />
        </div>
      </SavingHost>
    </>
  );
}
