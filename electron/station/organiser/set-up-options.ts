import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { Fair, SignedFair } from '../../../shared/fair.ts';
import type { Revision } from '../../../shared/succession.ts';
import type { Timers } from '../clock/timers.ts';
import type { HandOver, HandOverSet } from '../export/saved-files.ts';
import type { HubHere } from '../hub/hub-here.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import type { OpenedKeys } from '../keys/own-keys.ts';
import type { AuditDeed } from '../store/audit.ts';
import type { Store } from '../store/store.ts';
import type { Fetch } from '../sync/network.ts';
import type { ServerTarget } from '../sync/server-target.ts';
import type { PeopleDelivery } from './people-delivery.ts';

/** What setting up a fair builds on. */

interface Revisions {
  readonly newest: () => Fair;
  /** Another organiser's, that does not follow the newest here. */
  readonly other: () => Revision | undefined;
  /** Puts a revision into force here; returns whether it was accepted. */
  take(signed: SignedFair): Promise<boolean>;
}

export interface SetUpOptions {
  readonly revisions: Revisions;
  readonly folder: string;
  readonly station: { readonly slot: number };
  /** The server that this station talks to. */
  readonly target: () => ServerTarget | undefined;
  readonly network: (target: ServerTarget) => Promise<Fetch>;
  readonly hub?: HubHere;
  /** The newest revision that is stored here, as it was signed. */
  readonly signedFair?: () => Promise<SignedFair | undefined>;
  /** A sample fair's keys are public. */
  readonly sampleKeys?: FairKeys;
  /** With which the station was opened just now. */
  readonly openedKeys?: OpenedKeys;
  readonly secrets?: Pick<StationSecrets, 'pins'>;
  readonly handOver: HandOver;
  readonly handOverSet: HandOverSet;
  readonly store: Pick<Store, 'settings' | 'audit'> & { readonly ledger: Store['ledger'] };
  /** Of the lists of people, at a station whose slot is an organiser's. */
  readonly delivery?: PeopleDelivery;
  readonly note: (deed: AuditDeed) => void;
  readonly emit: (event: StationEvent) => void;
  readonly now: () => number;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (error: unknown) => void;
}
