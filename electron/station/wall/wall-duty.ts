import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Fair } from '../../../shared/fair.ts';
import { wallView } from '../../../shared/report/wall.ts';
import { ok } from '../../../shared/result.ts';
import type { Duty } from '../role/duty.ts';
import type { Store } from '../store/store.ts';

export interface WallDutyOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'settings'>;
  readonly now: () => number;
  readonly emit: (event: StationEvent) => void;
}

/** The big screen: the server's last figures stay on it when the network fails. */
export function wallDuty({ fair, store, now, emit }: WallDutyOptions): Duty {
  return {
    take: async () => undefined,
    reset: async () => undefined,
    waitsForPage: false,
    onNews: () => emit({ name: 'figures', payload: {} }),
    handlers: {
      'wall.view': () => {
        const heard = store.settings.wallHeard();
        return ok(wallView(fair, heard?.told, heard ? now() - heard.atMs : 0));
      },
    },
  };
}
