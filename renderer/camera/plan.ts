import type { CameraSetting, ReaderTrouble } from '../../shared/contract/readers.ts';
import type { StationLink } from '../link/station-link.ts';

/** What the camera should do now, which camera it is, and what a refusal means. Pure. */

export type Plan =
  /** Staff did not switch it on. */
  | { readonly do: 'off' }
  /** It is on, and there is nobody to read for: its light is out. */
  | { readonly do: 'rest' }
  | { readonly do: 'look'; readonly camera: CameraSetting['camera'] };

export interface Situation extends Pick<StationLink, 'connection'> {
  readonly hello:
    | { readonly camera: CameraSetting; readonly station: { readonly role: string } }
    | undefined;
  readonly locked: object | undefined;
  readonly empty: object | undefined;
  /** Another tab or window hides the page. */
  readonly hidden: boolean;
  /** Asked for at a locked station, whose settings are under its keys, or at one without a fair. */
  readonly lent: boolean;
}

export function planFor({ connection, hello, locked, empty, hidden, lent }: Situation): Plan {
  if (locked || empty) return lent && !hidden ? { do: 'look', camera: null } : { do: 'off' };
  if (!hello?.camera.on) return { do: 'off' };
  // A wall reads nothing, and a scan that cannot be sent must not look as if it were taken.
  if (connection !== 'up' || hidden || hello.station.role === 'wall') return { do: 'rest' };
  return { do: 'look', camera: hello.camera.camera };
}

export interface KnownCamera {
  readonly id: string;
  readonly label: string;
}

/**
 * The camera that staff chose, among those that are there. Ours keeps its label when its id changes. Without
 * permission the system names none, and asking for any brings the question.
 */
export function chosenOf(
  there: readonly KnownCamera[],
  wanted: CameraSetting['camera'],
): 'any' | 'gone' | KnownCamera {
  const named = there.filter(({ label }) => label !== '');
  if (!wanted || named.length === 0) return 'any';
  return (
    named.find(({ id }) => id === wanted.id) ??
    named.find(({ label }) => label === wanted.label) ??
    'gone'
  );
}

/** What Chromium's refusal to open a camera means to staff. */
export function troubleOf(name: string): ReaderTrouble {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'no-permission';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'unplugged';
    case 'NotReadableError':
    case 'AbortError':
      return 'held';
    default:
      return 'not-opened';
  }
}
