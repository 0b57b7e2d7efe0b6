import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import type { SavingPlace } from '../../../shared/contract/saving.ts';
import type { Timers } from '../clock/timers.ts';
import { faultOf } from './write-safely.ts';
import type { ListMedia } from './media.ts';

/** The places where staff may save a file now, and how much room each has. */

/** A dying stick or a lost network drive answers nobody. */
const ANSWERS_WITHIN_MS = 1_500;

/** The id of a place that the system asks for. */
export const ELSEWHERE = 'elsewhere';

export interface PlacesOptions {
  readonly listMedia: ListMedia;
  /** The folder that staff set, or the station's own. */
  readonly folder: () => Promise<string>;
  readonly hasElsewhere: boolean;
  readonly timers: Timers;
}

type Room = Pick<SavingPlace, 'free' | 'state'>;

export function savingPlaces({ listMedia, folder, hasElsewhere, timers }: PlacesOptions) {
  /** Questions without an answer yet: to ask again would only block another thread. */
  const asked = new Map<string, Promise<Room>>();

  function roomOf(path: string, size: number): Promise<Room> {
    const answer = asked.get(path) ?? room(path, size).finally(() => asked.delete(path));
    asked.set(path, answer);
    return new Promise((resolve) => {
      const cancel = timers.after(ANSWERS_WITHIN_MS, () =>
        resolve({ free: null, state: 'no-answer' }),
      );
      void answer.then((found) => {
        cancel();
        resolve(found);
      });
    });
  }

  return async (size: number): Promise<SavingPlace[]> => {
    const media = await listMedia().catch(() => []);
    const sticks = media.map(async ({ folder: id, name, readOnly }): Promise<SavingPlace> => {
      const found = await roomOf(id, size);
      const state = readOnly && found.state === 'ready' ? 'read-only' : found.state;
      return { id, kind: 'medium', name, ...found, state };
    });
    const own = await folder();
    const places = await Promise.all([
      ...sticks,
      roomOf(own, size).then(
        (found): SavingPlace => ({ id: own, kind: 'folder', name: own, ...found }),
      ),
    ]);
    const elsewhere: SavingPlace = {
      id: ELSEWHERE,
      kind: 'elsewhere',
      name: '',
      free: null,
      state: 'ready',
    };
    return hasElsewhere ? [...places, elsewhere] : places;
  };
}

async function room(path: string, size: number): Promise<Room> {
  try {
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    await access(path, constants.W_OK);
    return { free, state: free > size ? 'ready' : 'full' };
  } catch (error) {
    // What is not there yet, or is going, says so when it is chosen.
    return { free: null, state: faultOf(error) === 'read-only' ? 'read-only' : 'ready' };
  }
}
