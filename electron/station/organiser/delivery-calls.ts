import { join } from 'node:path';
import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Delivery } from '../../../shared/contract/people-delivery.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { ROSTERS } from '../people/keep-roster.ts';
import type { Settings } from '../store/settings.ts';
import type { PeopleDelivery } from './people-delivery.ts';
import type { SetUpBench } from './set-up-bench.ts';

/** How far the lists have come, entrance by entrance, and the way to send them. */

interface Options {
  /** The station's data folder. */
  readonly folder: string;
  readonly revisions: { readonly newest: () => Fair };
  readonly store: { readonly settings: Pick<Settings, 'seenByServer'> };
  readonly hasServer: () => boolean;
  readonly delivery?: PeopleDelivery;
}

type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, `people.${string}`>>;

export function deliveryCalls(
  { revisions, folder, store, hasServer, delivery }: Options,
  bench: Pick<SetUpBench, 'opened' | 'touch'>,
): Calls {
  return {
    'people.delivery': async () => ({
      server: hasServer() ? serverState(delivery) : 'none',
      folder: join(folder, ROSTERS),
      lists: [...((await delivery?.lists()) ?? [])],
      entrances: entrancesOf(
        revisions.newest(),
        store.settings.seenByServer()?.stations ?? [],
        delivery?.number() ?? 0,
      ),
    }),
    'people.deliver': async () => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      bench.touch();
      await delivery?.sign(opened.keys.signingKey);
      return ok({});
    },
  };
}

function serverState(delivery: PeopleDelivery | undefined): Delivery['server'] {
  const number = delivery?.atServer();
  if (number === undefined) return 'unheard';
  if (number === null) return 'older';
  return number >= (delivery?.number() ?? 0) ? 'has' : 'lacks';
}

function entrancesOf(
  { stations, revoked }: Fair,
  seen: readonly { readonly slot: number; readonly condition?: { readonly people?: number } }[],
  number: number,
): Delivery['entrances'] {
  const held = new Map(seen.map(({ slot, condition }) => [slot, condition?.people ?? 0]));
  return stations
    .filter(({ slot, role }) => role === 'entrance' && !revoked.includes(slot))
    .map(({ slot, name }) => ({
      slot,
      ...name,
      has: number > 0 && (held.get(slot) ?? 0) >= number,
    }));
}
