import type { AnsweredBy } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { Delivery } from '../../../shared/contract/people-delivery.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { dayAndHour, dayAndTime } from '../../../shared/calendar.ts';
import type { HandOver } from '../export/saved-files.ts';
import { peopleFileBytes, peopleFileName } from '../people/people-file.ts';
import type { AuditDeed } from '../store/audit.ts';
import type { Settings } from '../store/settings.ts';
import type { PeopleDelivery } from './people-delivery.ts';
import type { SetUpBench } from './set-up-bench.ts';

/** How far the lists have come, entrance by entrance, and the ways to send them: by the network, or by a stick. */

interface Options {
  readonly revisions: { readonly newest: () => Fair };
  readonly store: { readonly settings: Pick<Settings, 'seenByServer'> };
  readonly hasServer: () => boolean;
  readonly delivery?: PeopleDelivery;
  readonly handOver: HandOver;
  readonly note: (deed: AuditDeed) => void;
  readonly now: () => number;
}

type Calls = Pick<Handlers, Extract<AnsweredBy<'station'>, `people.${string}`>>;

export function deliveryCalls(
  { revisions, store, hasServer, delivery, handOver, note, now }: Options,
  bench: Pick<SetUpBench, 'opened' | 'touch'>,
): Calls {
  const signedAt = (number: number) => dayAndTime(number, revisions.newest().utcOffsetMinutes);
  return {
    'people.delivery': async () => ({
      signed: delivery && delivery.number() > 0 ? signedAt(delivery.number()) : null,
      server: hasServer() ? serverState(delivery) : 'none',
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
    'people.file': async () => {
      if (!delivery) return fail({ kind: 'none' });
      if ((await delivery.lists()).some(({ signed }) => !signed)) {
        const opened = bench.opened();
        if (!opened) return fail({ kind: 'locked' });
        bench.touch();
        await delivery.sign(opened.keys.signingKey);
      }
      const file = await delivery.forStick();
      if (!file.ok) return file;
      const { id, utcOffsetMinutes } = revisions.newest();
      const people = (await delivery.lists()).reduce((sum, list) => sum + list.people, 0);
      const name = peopleFileName(id, dayAndHour(now(), utcOffsetMinutes).day);
      return ok(
        handOver(name, peopleFileBytes(id, file.value), () =>
          note({ did: 'people-file-made', people }),
        ),
      );
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
  const held = new Map(
    seen.flatMap(({ slot, condition }) => (condition ? [[slot, condition.people ?? 0]] : [])),
  );
  return stations
    .filter(({ slot, role }) => role === 'entrance' && !revoked.includes(slot))
    .map(({ slot, name }) => ({
      slot,
      ...name,
      holds: holdsOf(held.get(slot), number),
    }));
}

/** As an entrance has said itself; one that was never heard may have them from a stick. */
function holdsOf(held: number | undefined, number: number): Delivery['entrances'][number]['holds'] {
  if (held === undefined) return 'unheard';
  if (held === 0) return 'none';
  return held >= number ? 'newest' : 'older';
}
