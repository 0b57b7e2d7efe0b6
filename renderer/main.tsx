import './plain-parsing.ts';
import '@fontsource-variable/noto-sans-mono/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '@fontsource-variable/noto-serif-sc/wght.css';
import '../resources/type/rare.css';
import 'page-type.css';
import './ui/scale.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readCheckPath } from '../shared/report/published.ts';
import { fetchAhead } from './ahead.ts';
import { keepAlive, reportBattery } from './link/alive.ts';
import { App } from './app.tsx';
import { attendeeKiosk } from './attendee/kiosk.ts';
import { boothsAtWork } from './booth/booths.ts';
import { cameraAtWork } from './camera/camera.ts';
import { CameraHere, followStation } from './camera/follow-station.ts';
import { desksAtWork } from './desk/desks.ts';
import { watchFields } from './keyboard/fields.ts';
import { KeyboardHost } from './keyboard/keyboard-host.tsx';
import { organiserAtWork } from './organiser/day.ts';
import { afterwardsAtWork } from './organiser/afterwards/afterwards.ts';
import { seasonAtWork } from './organiser/season/season.ts';
import { setUpAtWork } from './organiser/set-up/set-up.ts';
import { pageBridge } from './link/bridge.ts';
import { HelpHost } from './help/help-host.tsx';
import { stationClient } from './link/client.ts';
import { CrashBoundary } from './crash-boundary.tsx';
import { CheckPage } from './faces.ts';
import { freshPage } from './link/fresh-page.ts';
import { stationLink } from './link/station-link.ts';
import { guardTaps } from './ui/turn.ts';
import { showFirstScreen } from './ui/typefaces.ts';
import { findVoice } from './ui/voice.ts';
import { listenForWedge } from './wedge/capture.ts';
import { offerTyped } from './wedge/typed-keys.ts';

/** Sixteen hex digits, as at the station. */
function newArrival(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

const bridge = pageBridge();
const client = stationClient(bridge);
const kiosk = attendeeKiosk(client, freshPage, newArrival);
// Listens before the greeting goes out: the station may have a scan waiting for us.
const booths = boothsAtWork(client);
const desks = desksAtWork(client);
const organiser = organiserAtWork(client);
const setUp = setUpAtWork(client);
const season = seasonAtWork(client);
const afterwards = afterwardsAtWork(client);
kiosk.listen();
booths.listen();
desks.listen();
organiser.listen();
const bulletin = readCheckPath(location.pathname);
const station = stationLink(bridge, client);
station.subscribe((now, before) => {
  kiosk.setOffer(now.hello?.printing ?? 'none');
  if (now.connection === 'up' && before.connection !== 'up' && before.hello) {
    kiosk.dispatch({ kind: 'station-back' });
  }
});
const hand = followStation(cameraAtWork(client), station, client);
const fields = watchFields();
listenForWedge({
  onScan: kiosk.scanned,
  onTyped: offerTyped,
  onFieldTyped: fields.typedByHand,
});
guardTaps(window);
findVoice();

createRoot(root).render(
  <StrictMode>
    <CrashBoundary freshPage={freshPage}>
      {bulletin ? (
        <CheckPage client={client} bulletin={bulletin} />
      ) : (
        <CameraHere value={hand}>
          <App
            client={client}
            station={station}
            kiosk={kiosk}
            booths={booths}
            desks={desks}
            organiser={organiser}
            setUp={setUp}
            season={season}
            afterwards={afterwards}
            freshPage={freshPage}
            again={() => bridge.again()}
          />
        </CameraHere>
      )}
      {!bulletin && <HelpHost client={client} station={station} />}
      <KeyboardHost fields={fields} />
    </CrashBoundary>
  </StrictMode>,
);
keepAlive(client, root, () => kiosk.getState().held ?? null);
reportBattery(client);
await showFirstScreen(root);
fetchAhead(station);
