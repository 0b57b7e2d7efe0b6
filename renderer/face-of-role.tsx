import type { Kiosk } from './attendee/kiosk.ts';
import { words } from './attendee/words.ts';
import type { BoothsAtWork } from './booth/booths.ts';
import type { DesksAtWork } from './desk/desks.ts';
import { Attendee, Booth, Desk, FirstSteps, HubLine, KeysHost, Organiser, Wall } from './faces.ts';
import type { Client } from './link/client.ts';
import type { Hello, StationLink } from './link/station-link.ts';
import type { AfterwardsAtWork } from './organiser/afterwards/afterwards.ts';
import type { OrganiserAtWork } from './organiser/day.ts';
import type { SeasonAtWork } from './organiser/season/season.ts';
import type { SetUpAtWork } from './organiser/set-up/set-up.ts';
import { Emblem } from './ui/emblem.tsx';
import { LongPress } from './ui/long-press.tsx';

/** What each face works with; a page makes all of it, and shows one. */
export interface FacesAtWork {
  readonly client: Client;
  readonly kiosk: Kiosk;
  readonly booths: BoothsAtWork;
  readonly desks: DesksAtWork;
  readonly organiser: OrganiserAtWork;
  readonly setUp: SetUpAtWork;
  readonly season: SeasonAtWork;
  readonly afterwards: AfterwardsAtWork;
}

export interface FaceOfRoleProps {
  readonly faces: FacesAtWork;
  readonly hello: Hello;
  readonly connection: StationLink['connection'];
  readonly staffHere: boolean;
  readonly onStaff: () => void;
}

/** The face of the station's role. */
export function FaceOfRole({ faces, hello, connection, staffHere, onStaff }: FaceOfRoleProps) {
  const { client, kiosk, booths, desks, organiser, setUp, season, afterwards } = faces;
  const emblem = (
    <LongPress label={words.staffDoor} onHeld={onStaff}>
      <Emblem />
    </LongPress>
  );
  switch (hello.station.role) {
    case 'entrance':
      return <Attendee {...{ kiosk, hello, connection, staffHere, onStaff }} />;
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
                {emblem}
              </Organiser>
            )}
          </FirstSteps>
        </KeysHost>
      );
    case 'wall':
      return <Wall client={client} emblem={emblem} />;
  }
}
