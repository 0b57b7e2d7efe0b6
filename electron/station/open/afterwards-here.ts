import { endsWhenSettled } from '../ending/ends-when-settled.ts';
import type { ListMedia } from '../export/media.ts';
import type { HandOver, HandOverSet } from '../export/saved-files.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { afterwardsCallsHere } from '../organiser/afterwards/afterwards.ts';
import type { AfterwardsHandlers } from '../organiser/afterwards/afterwards-options.ts';
import type { AuditDeed } from '../store/audit.ts';
import { saving } from '../store/saving.ts';
import { networkTo } from '../sync/network.ts';
import type { StationGround } from './ground.ts';
import type { RoleSwitch } from './role-switch.ts';
import { aboveNow, type ServerLink, targetNow } from './server-link.ts';

/** What comes after the fair, at an open station. */

export interface AfterwardsHere {
  readonly handlers: AfterwardsHandlers;
  /** Once there is a link to the server: ends by itself what the organiser has ended. */
  readonly settle: (
    link: Pick<ServerLink, 'isSettled'>,
    roles: RoleSwitch,
  ) => { readonly close: () => void };
}

export function afterwardsHere(
  ground: StationGround,
  parts: {
    readonly keys: () => FairKeys | undefined;
    readonly handOver: HandOver;
    readonly handOverSet: HandOverSet;
    readonly listMedia: ListMedia;
  },
): AfterwardsHere {
  const { options, station, page, store } = ground;
  const { timers, onTrouble, ending, proxyOf } = options;
  let isSettled = (): boolean => true;
  const note = (deed: AuditDeed): void =>
    void saving(
      (error) => onTrouble('audit', error),
      () => store.audit.note(deed),
    );
  // Written into the ledger that came back: the one that was set aside is read by nobody.
  const { restoredFacts: facts } = ending ?? {};
  if (facts !== undefined) note({ did: 'backup-restored', facts });
  const { newest } = ground.revisions;
  const target = () => targetNow(options, newest);
  const handlers = afterwardsCallsHere({
    ...options,
    ...ground,
    ...parts,
    sample: options.sampleKeys !== undefined,
    target,
    above: () => aboveNow(options, newest),
    network: (to) => networkTo({ ...to, ...(proxyOf && { proxyOf }) }),
    // The hub's folder goes, too, with what other stations sent to it.
    isSettled: () => isSettled() && (options.hub?.isHandedOn() ?? true),
    note,
    onFigures: () => page.emit({ name: 'figures', payload: {} }),
    onTrouble: (error) => onTrouble('afterwards', error),
  });
  return {
    handlers,
    settle(link, roles) {
      ({ isSettled } = link);
      if (!ending) return { close: () => undefined };
      ending.opened();
      return endsWhenSettled({
        ending,
        timers,
        isOrganisers: () => station.role === 'organiser' || roles.role() === 'organiser',
        // A server that is not named at the moment has not got everything.
        isSettled: () => target() !== undefined && isSettled(),
        someoneHere: () => roles.duty().someoneHere?.() ?? false,
        onTrouble: (error) => onTrouble('ending', error),
      });
    },
  };
}
