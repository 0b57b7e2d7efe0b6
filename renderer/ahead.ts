import { words } from './attendee/words.ts';
import { Handbook, StaffDoor } from './faces.ts';
import type { StationStore } from './link/station-link.ts';
import { fetchRestOfType } from './ui/typefaces.ts';

/** What a station must be able to show while it is away. The server's pages fetch only what they need. */
export function fetchAhead(station: StationStore): void {
  const { hello, locked, empty } = station.getState();
  if (hello || locked || empty) return begin();
  const deaf = station.subscribe((now) => {
    if (!now.hello && !now.locked && !now.empty) return;
    deaf();
    begin();
  });
}

function begin(): void {
  StaffDoor.fetch();
  Handbook.fetch();
  const { lost, lostMore, lostPass, crashed, crashedMore } = words.link;
  const first = [lost, lostMore, lostPass, crashed, crashedMore].map(({ zh }) => zh).join('');
  void fetchRestOfType(first);
}
