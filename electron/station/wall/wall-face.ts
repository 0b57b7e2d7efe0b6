import type { StationEvent } from '../../../shared/contract.ts';
import type { Fair } from '../../../shared/fair.ts';
import { wallView } from '../../../shared/report/wall.ts';
import { ok } from '../../../shared/result.ts';
import type { Face } from '../open/face.ts';
import type { Store } from '../store/store.ts';

export interface WallFaceOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'settings'>;
  readonly now: () => number;
  readonly emit: (event: StationEvent) => void;
}

/** The big screen: what the server told last stays on it, whatever becomes of the network. */
export function wallFace({ fair, store, now, emit }: WallFaceOptions): Face {
  return {
    take: async () => undefined,
    reset: async () => undefined,
    waitsForPage: false,
    onHeard: () => emit({ name: 'figures', payload: {} }),
    handlers: {
      'wall.view': () => {
        const heard = store.settings.wallHeard();
        return ok(wallView(fair, heard?.told, heard ? now() - heard.atMs : 0));
      },
    },
  };
}
