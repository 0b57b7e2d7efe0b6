import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { Fair, Registration, SignedFair } from '../../../shared/fair.ts';
import type { AtLength } from '../clock/at-length.ts';
import type { Timers } from '../clock/timers.ts';
import type { Ending } from '../ending/ending-here.ts';
import type { ListMedia } from '../export/media.ts';
import type { Saving } from '../export/saved-files.ts';
import type { MovedServer } from '../hub/address-code.ts';
import type { HubHere } from '../hub/hub-here.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import type { Result } from '../../../shared/result.ts';
import type { OpenedKeys } from '../keys/own-keys.ts';
import type { StationSecrets } from '../keys/fair-pack.ts';
import type { RevisionFault } from '../keys/signed-fair.ts';
import type { SystemPrinter } from '../print/printing.ts';
import type { ConnectReaders } from '../reader/reader-set.ts';
import type { ProxyOf } from '../sync/network.ts';
import type { EnrolledServer } from '../sync/pins.ts';

/** What a door gives every station, of a real fair or of the sample. */
export interface DoorOptions {
  readonly folder: string;
  readonly version: string;
  readonly canLeave: boolean;
  /** The sample was opened from the first screen, and leads back there. */
  readonly fromFirst?: boolean;
  /** Absent if the page can print only with its browser's dialogue. */
  readonly systemPrinter?: SystemPrinter;
  /** Absent if the page's browser saves files itself. */
  readonly saving?: Saving;
  /** The sticks that are plugged in. */
  readonly listMedia?: ListMedia;
  /** The server that was named when the station was started; it overrides the fair's own. */
  readonly server?: string;
  /** The system's proxy settings, if the door can read them. */
  readonly proxyOf?: ProxyOf;
  /** For the log: personal data must never reach it. */
  readonly onTrouble: (what: string, error: unknown) => void;
  /** The end of the fair at this machine, and the way to open again. */
  readonly ending?: Ending;
  /** Shows the supervisor of this process that it is working; absent where nobody watches. */
  readonly atLength?: AtLength;
}

export interface StationOptions extends DoorOptions {
  readonly fair: Fair;
  readonly slot: number;
  readonly secrets: StationSecrets;
  /** How the enrolment code named the server. */
  readonly enrolled?: EnrolledServer;
  /** Where an address code says that the server is now. */
  readonly moved?: MovedServer;
  /** The hall's hub, which an organiser's station can run. */
  readonly hub?: HubHere;
  /** Absent at a sample fair, which has no card. */
  readonly isStaffCard?: (text: string) => Promise<boolean>;
  /** People who registered on line, by keyed hashes. */
  readonly registrations: readonly Registration[];
  readonly connectReaders: ConnectReaders;
  /** Replaces hardware at a sample fair; absent at a real one. */
  readonly sample?: SimulatedThings;
  /** A sample fair's own keys, so that an organiser can try everything. */
  readonly sampleKeys?: FairKeys;
  /** With which it was opened, at the organiser's station whose folder holds their file. */
  readonly openedKeys?: OpenedKeys;
  /** Stores a revision that follows the newest one. */
  readonly keepRevision?: (signed: SignedFair) => Promise<Result<Fair, RevisionFault>>;
  /** The newest revision that is stored here, as the organiser signed it. */
  readonly signedFair?: () => Promise<SignedFair | undefined>;
  readonly now: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly timers: Timers;
}

export interface SimulatedThings {
  readonly list: CallOutput<'sample.things'>;
  present(id: string): CallOutput<'sample.present'>;
}
