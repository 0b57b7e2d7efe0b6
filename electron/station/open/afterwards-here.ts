import type { SignedTime } from '../../../shared/signed-time.ts';
import type { Parting } from '../ending/closing-order.ts';
import { signDestroyed } from '../ending/destroyed-word.ts';
import type { GivenUp } from '../../../shared/given-up.ts';
import { isForGood } from '../../../shared/sync/for-good.ts';
import { endsWhenSettled } from '../ending/ends-when-settled.ts';
import type { ListMedia } from '../export/media.ts';
import type { HandOver, HandOverSet } from '../export/saved-files.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { afterwardsCallsHere } from '../organiser/afterwards/afterwards.ts';
import type { AfterwardsHandlers } from '../organiser/afterwards/afterwards-options.ts';
import type { StaffDoor } from '../staff/staff-pin.ts';
import type { AuditDeed } from '../store/audit.ts';
import { saving } from '../store/saving.ts';
import { ownFactsIn } from '../store/stored.ts';
import { networkTo } from '../sync/network.ts';
import type { StationGround } from './ground.ts';
import type { RoleSwitch } from './role-switch.ts';
import type { StationOptions } from './station-options.ts';
import { aboveNow, outlivingNow, type ServerLink, targetNow } from './server-link.ts';

/** What comes after the fair, at an open station. */

type Link = Pick<ServerLink, 'isSettled' | 'holding'>;

export interface AfterwardsHere {
  readonly handlers: AfterwardsHandlers;
  /** Once there is a link to the server: ends by itself what the organiser has ended. */
  readonly settle: (
    link: Link,
    here: {
      readonly roles: Pick<RoleSwitch, 'role'>;
      readonly staff: Pick<StaffDoor, 'admits'>;
      readonly someoneHere: () => boolean;
    },
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
  let link: Link | undefined;
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
  function parting(time: SignedTime, unsent: number | null): Parting {
    const signer = { slot: station.slot, passSeed: options.secrets.passSeed };
    const to = outlivingNow(options, newest);
    return {
      own: ownFactsIn(options.folder, station.slot) ?? 0,
      unsent,
      said: signDestroyed(signer, time, store.ledger.incarnations(), unsent),
      ...(to && { to: { server: to.server, pins: [...to.pins()] } }),
    };
  }
  const handlers = afterwardsCallsHere({
    ...options,
    ...ground,
    ...parts,
    sample: options.sampleKeys !== undefined,
    target,
    above: () => aboveNow(options, newest),
    network: (to) => networkTo({ ...to, ...(proxyOf && { proxyOf }) }),
    gives: () => givenUpNow(link, options),
    parting: (time, { own, hub }, machines) => ({
      ...parting(time, own ? own.facts : target() ? 0 : null),
      machines: [...machines],
      ...(hub.length > 0 && { left: hub.map(({ slot, facts: many }) => ({ slot, facts: many })) }),
    }),
    note,
    onFigures: () => page.emit({ name: 'figures', payload: {} }),
    onTrouble: (error) => onTrouble('afterwards', error),
  });
  return {
    handlers,
    settle(toServer, { roles, staff, someoneHere }) {
      link = toServer;
      if (!ending) return { close: () => undefined };
      const isOrganisers = (): boolean =>
        station.role === 'organiser' || roles.role() === 'organiser';
      ending.opened({
        holds: () => (isOrganisers() ? undefined : toServer.holding()),
        admits: staff.admits,
        parting,
      });
      return endsWhenSettled({
        ending,
        timers,
        isOrganisers,
        // A server that is not named at the moment has not got everything.
        isSettled: () => target() !== undefined && toServer.isSettled(),
        someoneHere,
        onTrouble: (error) => onTrouble('ending', error),
      });
    },
  };
}

/** The hub's folder goes, too, with what other stations sent to it. */
function givenUpNow(
  link: Link | undefined,
  { hub }: Pick<StationOptions, 'hub'>,
): GivenUp | undefined {
  const own = link?.isSettled() === false ? link.holding() : null;
  const held = hub ? hub.held() : [];
  if (own === undefined || held === undefined) return undefined;
  return own && !isForGood(own.why) ? undefined : { own, hub: [...held] };
}
