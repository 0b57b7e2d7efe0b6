import { ok, type Result } from '../shared/result.ts';
import { type AppOptions, openApp } from './app.ts';
import { fairById } from './fairs/fairs.ts';
import { earliestOffered } from './fairs/listed.ts';
import { archivingByItself } from './fairs/retention.ts';
import { recount } from './ingest/recount.ts';
import { openAbove } from './relay/above.ts';
import { fetchAbove } from './relay/pinned-above.ts';
import { openRelay, type RelayState } from './relay/relay.ts';
import { listen, type ListenFault } from './runtime/listen.ts';
import { realTimers } from './runtime/timers.ts';
import { unlessWorkerAway, untilDone } from './storage/worker-away.ts';
import { servedWith, takingUpRenewals } from './tls/serving.ts';
import type { Tls } from './tls/tls-wanted.ts';
import type { Watching } from './watching/watching.ts';

/** A server at work on a database: the terminal's, and the hub of an organiser's station. */

export interface ServingOptions extends Pick<AppOptions, 'storage' | 'pageFolder' | 'isDescribed'> {
  readonly tls: Tls;
  readonly host: string;
  readonly port: number;
  readonly proxy?: readonly string[];
  readonly upstream?: string | undefined;
  readonly upstream_pin?: readonly string[] | undefined;
  /** Absent at a hub, whose organiser destroys its data with the station's. */
  readonly archive_after_days?: number;
  /** Closed with the server. */
  readonly watching: Watching;
  readonly onRelay?: (state: RelayState) => void;
}

export interface Serving {
  /** As it listens. */
  readonly address: string;
  readonly port: number;
  /** Each ends one part, in this order. */
  readonly ending: readonly (() => Promise<unknown>)[];
}

const PATIENCE_MS = 60_000;

export async function startServing(options: ServingOptions): Promise<Result<Serving, ListenFault>> {
  const { storage, tls, upstream, watching, pageFolder, isDescribed = true } = options;
  // Figures that somebody may look at today are right from the first moment; the others follow.
  const today = earliestOffered(Date.now());
  const countToday = () => recount(storage, ({ lastDay }) => lastDay >= today);
  await unlessWorkerAway(storage, countToday, undefined);
  const hearingAbove = upstream === undefined ? undefined : openAbove();
  const app = await openApp({
    storage,
    isDescribed,
    ...(pageFolder !== undefined && { pageFolder }),
    now: Date.now,
    logger: watching.log,
    metrics: watching.metrics,
    ...servedWith(tls, options),
    ...(hearingAbove && { above: hearingAbove }),
  });
  const listening = await listen(app, options);
  if (!listening.ok) {
    await app.close();
    await watching.close();
    return listening;
  }
  const relay =
    upstream === undefined
      ? undefined
      : openRelay({
          storage,
          upstream,
          fetch: fetchAbove({
            upstream,
            pins: options.upstream_pin,
            fairById: async (id) => (await fairById(storage, id))?.fair,
          }),
          patienceMs: PATIENCE_MS,
          now: Date.now,
          chance: Math.random,
          ...(hearingAbove && { above: hearingAbove }),
          onState(state) {
            app.log.info(state, 'relay');
            options.onRelay?.(state);
          },
        });
  const stopCounting = untilDone(() => recount(storage), {
    timers: realTimers,
    onTrouble: (error) => app.log.error(error),
  });
  const stopWatching = takingUpRenewals(app, tls);
  const stopArchiving =
    options.archive_after_days === undefined
      ? undefined
      : archivingByItself(storage, {
          now: Date.now,
          timers: realTimers,
          afterDays: options.archive_after_days,
          ...(relay && { mayArchive: relay.mayArchive }),
          // What the server above refuses for good goes with it, and is named.
          onArchived: (fair) => app.log.info({ fair, held: relay?.heldOf(fair) }, 'archived'),
          onTrouble: (error) => app.log.error(error),
        });
  const [bound] = app.addresses();
  return ok({
    address: listening.value,
    port: typeof bound === 'object' ? bound.port : options.port,
    ending: [
      async () => {
        stopWatching();
        stopCounting();
        stopArchiving?.();
        relay?.close();
        await app.close();
      },
      () => storage.close(),
      () => watching.close(),
    ],
  });
}
