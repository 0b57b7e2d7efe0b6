import type { DoorSecrets } from '../browser-door/browser-door.ts';
import { openStoppedDoor } from '../browser-door/stopped-door.ts';
import type { Timers } from '../clock/timers.ts';
import { keptHub } from './kept-hub.ts';
import { type NodeChild, forkChild } from './node-child.ts';
import type { Opening } from './messages.ts';
import { STOPPED, type Supervisor, superviseStation } from './supervisor.ts';

/**
 * A station with the browser's door, both in a child process: a page's call crosses no other
 * process. This one only starts it again, at the same address and with the same secrets.
 */
export interface BrowserStationOptions {
  /** The file that the child runs. */
  readonly entry: string;
  /** The file that a hub runs, if one is switched on here. */
  readonly hubEntry?: string;
  readonly station: Pick<
    Opening,
    'resources' | 'folder' | 'opensSample' | 'slot' | 'server' | 'version'
  >;
  readonly pageFolder: string;
  readonly port: number;
  readonly secrets: DoorSecrets;
  readonly note: (trouble: string) => void;
}

/** Unlike the station's own timers, these keep the process alive: between two children it has nothing else. */
const lasting: Timers = {
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

export function browserStation(options: BrowserStationOptions): Supervisor<NodeChild> {
  const { entry, hubEntry, pageFolder, secrets, note } = options;
  const now = (): number => performance.now();
  let { port } = options;
  let leaveDoor: Promise<() => Promise<void>> | undefined;
  const station = superviseStation({
    fork: () => forkChild(entry),
    opening: {
      ...options.station,
      canLeave: false,
      savesFiles: false,
      door: { pageFolder, port, thisPort: false, ...secrets },
    },
    platform: {
      ...(hubEntry !== undefined && {
        keptHub: keptHub({
          pageFolder,
          fork: () => forkChild(hubEntry),
          timers: lasting,
          now,
          note,
        }),
      }),
    },
    timers: lasting,
    now,
    note,
  });

  async function closeStoppedDoor(): Promise<void> {
    const leave = await leaveDoor?.catch(() => undefined);
    leaveDoor = undefined;
    await leave?.();
  }

  station.onLink(() => {
    if (station.link() !== 'stopped') return;
    const again = (): void => void closeStoppedDoor().then(() => station.again());
    leaveDoor = openStoppedDoor(port, { sentence: STOPPED, again });
    leaveDoor.catch((error: unknown) => note(String(error)));
  });

  return {
    ...station,
    async start() {
      const opened = await station.start();
      if (opened.ok && opened.value.door) ({ port } = opened.value.door);
      return opened;
    },
    async close() {
      await closeStoppedDoor();
      await station.close();
    },
  };
}
