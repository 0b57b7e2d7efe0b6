import { createContext } from 'react';
import type { CameraSetting } from '../../shared/contract/readers.ts';
import type { Client } from '../link/client.ts';
import type { StationStore } from '../link/station-link.ts';
import type { Camera } from './camera.ts';
import { planFor } from './plan.ts';

/** What the screens may do with the camera. */
export interface CameraHand {
  readonly camera: Camera;
  /** Looks for codes at a station that is not open, until it opens. */
  lend(): void;
  takeBack(): void;
  /** Staff's choice; false if their time is over. */
  choose(key: string, setting: CameraSetting): Promise<boolean>;
}

/** Undefined on a page without a station. */
export const CameraHere = createContext<CameraHand | undefined>(undefined);

/** The camera runs only while a face of the station is on the screen. */
export function followStation(camera: Camera, station: StationStore, client: Client): CameraHand {
  let lent = false;
  function follow(): void {
    const now = station.getState();
    if (!now.locked && !now.empty) lent = false;
    camera.follow(planFor({ ...now, lent, hidden: document.visibilityState === 'hidden' }));
  }
  station.subscribe(follow);
  document.addEventListener('visibilitychange', follow);
  camera.listen();
  follow();
  return {
    camera,
    lend() {
      lent = true;
      follow();
    },
    takeBack() {
      lent = false;
      follow();
    },
    async choose(key, setting) {
      const set = await client.call('staff.camera', { key, setting });
      if (set.ok) station.setCamera(set.value);
      return set.ok;
    },
  };
}
