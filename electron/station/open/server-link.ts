import { networkOf } from '../sync/network.ts';
import { type StationSync, stationSync } from '../sync/station-sync.ts';
import type { StationGround } from './ground.ts';
import type { StationHealth } from './health.ts';

/** Sends facts to the server and receives others'; undefined for a station without a server. */
export async function serverLink(
  ground: StationGround,
  { condition }: StationHealth,
  onNews: () => void,
): Promise<StationSync | undefined> {
  const { options, station, revisions, signals, store, moment, notify } = ground;
  const { server, fair, timers, now } = options;
  if (server === undefined) return undefined;
  const sync = stationSync({
    server,
    fetch: await networkOf(revisions.newest, server, options),
    fair,
    slot: station.slot,
    passSeed: options.secrets.passSeed,
    store,
    timers,
    now,
    moment,
    ...(options.keepRevision && {
      revisions: {
        newest: () => ({
          revision: revisions.newest().revision,
          ...(revisions.other() ? {} : { revisionHash: revisions.newestRevision().hash }),
        }),
        revoked: () => revisions.newest().revoked,
        async take(signed) {
          await revisions.take(signed);
        },
        ...(options.signedFair && { signed: options.signedFair }),
      },
    }),
    condition,
    onHeard: onNews,
    run: Buffer.from(options.randomBytes(4)).toString('hex'),
    onTwin: () => notify({ kind: 'station-twice' }),
    onRegained: (facts) => notify({ kind: 'ledger-behind', regained: facts }),
    onTrouble: (error) => ground.onDiskTrouble('sync', error),
    chance: Math.random,
  });
  signals.on('written', sync.written).on('condition', sync.hear);
  return sync;
}
