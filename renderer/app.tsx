import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Kiosk } from './attendee/kiosk.ts';
import { words } from './attendee/words.ts';
import type { BoothsAtWork } from './booth/booths.ts';
import type { Client } from './link/client.ts';
import {
  Attendee,
  Booth,
  Desk,
  First,
  FirstSteps,
  HubLine,
  KeysHost,
  Locked,
  Organiser,
  Retired,
  PaperInHand,
  SampleDrawer,
  ServerPage,
  StaffDoor,
  Wall,
} from './faces.ts';
import type { DesksAtWork } from './desk/desks.ts';
import type { AfterwardsAtWork } from './organiser/afterwards/afterwards.ts';
import type { OrganiserAtWork } from './organiser/day.ts';
import type { SeasonAtWork } from './organiser/season.ts';
import type { SetUpAtWork } from './organiser/set-up.ts';
import type { StationStore } from './link/station-link.ts';
import './app.css';
import { AddressTaken } from './moved/address-taken.tsx';
import { CameraDock } from './camera/camera-dock.tsx';
import { Button } from './ui/button.tsx';
import { Emblem } from './ui/emblem.tsx';
import { SavingHost } from './saving/saving-host.tsx';
import { LongPress } from './ui/long-press.tsx';
import { NoticePage } from './ui/notice-page.tsx';

export interface AppProps {
  readonly client: Client;
  readonly station: StationStore;
  readonly kiosk: Kiosk;
  readonly booths: BoothsAtWork;
  readonly desks: DesksAtWork;
  readonly organiser: OrganiserAtWork;
  readonly setUp: SetUpAtWork;
  readonly season: SeasonAtWork;
  readonly afterwards: AfterwardsAtWork;
  readonly freshPage: () => void;
  /** Asks for one more try of a station that has stopped. */
  readonly again: () => void;
}

/** Opens the page for the station's role. */
export function App(props: AppProps) {
  const {
    client,
    station,
    kiosk,
    booths,
    desks,
    organiser,
    setUp,
    season,
    afterwards,
    freshPage,
    again,
  } = props;
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
  const face = faceOf();
  return (
    <>
      {hello.station.role === 'entrance' && <PaperInHand kiosk={kiosk} />}
      <SavingHost client={client}>
        <div className="with-camera">
          <div className="frame" data-sample={hello.fair.sample}>
            {face}
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

  function faceOf() {
    if (!hello) return undefined;
    switch (hello.station.role) {
      case 'entrance':
        return (
          <Attendee {...{ kiosk, hello, connection, onStaff }} staffHere={staffHere !== 'no'} />
        );
      case 'booth':
        return <Booth {...{ booths, hello, connection, onStaff }} />;
      case 'desk':
        return <Desk {...{ desks, hello, connection, onStaff }} />;
      case 'organiser':
        return (
          <KeysHost client={client}>
            <FirstSteps {...{ client, organiser, setUp }}>
              {(comesAfter) => (
                <Organiser
                  {...{ organiser, setUp, season, afterwards }}
                  begins={comesAfter ? 'setUp' : 'live'}
                  atServer={false}
                  aboveStations={<HubLine client={client} />}
                >
                  <LongPress label={words.staffDoor} onHeld={onStaff}>
                    <Emblem />
                  </LongPress>
                </Organiser>
              )}
            </FirstSteps>
          </KeysHost>
        );
      case 'wall':
        return (
          <Wall
            client={client}
            emblem={
              <LongPress label={words.staffDoor} onHeld={onStaff}>
                <Emblem />
              </LongPress>
            }
          />
        );
    }
  }
}
