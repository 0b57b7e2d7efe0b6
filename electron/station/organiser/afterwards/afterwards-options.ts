import type { AnsweredBy } from '../../../../shared/contract/calls.ts';
import type { Handlers } from '../../../../shared/contract/dispatch.ts';
import type { MachineEnd } from '../../../../shared/report/machine-ends.ts';
import type { SignedTime } from '../../../../shared/signed-time.ts';
import type { GivenUp } from '../../../../shared/given-up.ts';
import type { Parting } from '../../ending/closing-order.ts';
import type { Ending } from '../../ending/ending-here.ts';
import type { Fair, SignedFair } from '../../../../shared/fair.ts';
import type { AtLength } from '../../clock/at-length.ts';
import type { ListMedia } from '../../export/media.ts';
import type { HandOver, HandOverSet } from '../../export/saved-files.ts';
import type { StationSecrets } from '../../keys/fair-pack.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import type { AuditDeed } from '../../store/audit.ts';
import type { Store } from '../../store/store.ts';
import type { Fetch } from '../../sync/network.ts';
import type { ServerTarget } from '../../sync/server-target.ts';

/** What the parts of the evening, and of what comes after it, build on. */

export interface AfterwardsOptions {
  readonly folder: string;
  readonly revisions: {
    readonly newest: () => Fair;
    /** Puts a revision into force here that follows the newest one. */
    readonly take: (signed: SignedFair) => Promise<boolean>;
  };
  readonly station: { readonly slot: number };
  readonly secrets: Pick<StationSecrets, 'passSeed'>;
  /** The newest revision that is stored here, as it was signed. */
  readonly signedFair?: () => Promise<SignedFair | undefined>;
  /** The organiser's keys, while they are open. */
  readonly keys: () => FairKeys | undefined;
  readonly store: Store;
  readonly sample: boolean;
  /** The server that this station talks to. */
  readonly target: () => ServerTarget | undefined;
  /** The server that the hub on this machine hands on to: only there the fair really ends. */
  readonly above: () => ServerTarget | undefined;
  readonly network: (to: ServerTarget) => Promise<Fetch>;
  readonly handOver: HandOver;
  readonly handOverSet: HandOverSet;
  readonly listMedia: ListMedia;
  readonly atLength?: AtLength;
  /** Absent where this process can't open a station again. */
  readonly ending?: Ending;
  /** What would go with this machine, since no server takes it; undefined while it may still be sent. */
  readonly gives: () => GivenUp | undefined;
  readonly parting: (time: SignedTime, gives: GivenUp, machines: readonly MachineEnd[]) => Parting;
  readonly now: () => number;
  readonly note: (deed: AuditDeed) => void;
  /** Figures have changed. */
  readonly onFigures: () => void;
  readonly onTrouble: (error: unknown) => void;
}

export type AfterwardsHandlers = Pick<
  Handlers,
  Extract<AnsweredBy<'station'>, `afterwards.${string}`>
>;
