import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { fail, ok } from '../../../shared/result.ts';
import { offerStation } from '../hub/offer.ts';
import type { SetUpOptions } from './set-up-options.ts';
import type { SetUpBench } from './set-up-bench.ts';

const OFFER_MINUTES = 60;

/** An enrolment code by the hub that runs here, or, with a token of its own, by another server. */
export function offerCall(options: SetUpOptions, bench: SetUpBench): Pick<Handlers, 'setup.offer'> {
  const { hub, note, randomBytes } = options;
  return {
    'setup.offer': async ({ slot, token }) => {
      const opened = bench.opened();
      if (!opened) return fail({ kind: 'locked' });
      bench.touch();
      const fair = options.revisions.newest();
      if (!fair.stations.some((station) => station.slot === slot)) return fail({ kind: 'refused' });
      const offer = { fair, keys: opened.keys, slot, minutes: OFFER_MINUTES };
      const offered =
        token === undefined
          ? ((await hub?.offer(offer)) ?? fail({ kind: 'no-hub' as const }))
          : await offerElsewhere({ ...offer, token });
      if (!offered.ok) return fail({ kind: offered.fault.kind });
      note({ did: 'station-offered', slot });
      return ok({ text: offered.value, minutes: OFFER_MINUTES });
    },
  };

  async function offerElsewhere(
    offer: Pick<Parameters<typeof offerStation>[0], 'fair' | 'keys' | 'slot' | 'minutes' | 'token'>,
  ) {
    const target = options.target();
    if (!target) return fail({ kind: 'no-server' as const });
    return offerStation({
      ...offer,
      server: target.server,
      reach: await options.network(target),
      pins: target.pins(),
      randomBytes,
    });
  }
}
