import { isOver } from '../keys/signed-time.ts';
import { fairOfFolder } from '../keys/enrolment.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { Holding } from '../../../shared/contract/ending.ts';
import type { SignedTime } from '../../../shared/signed-time.ts';
import { closingOrder, keepClosing, type Parting } from './closing-order.ts';

/** What an open station knows of its own end. */
interface OpenHere {
  /** What its server lacks, where staff decide; undefined where it ends by itself, or the organiser does. */
  readonly holds: () => Holding | undefined;
  /** The key of a staff panel that is open. */
  readonly admits: (key: string) => boolean;
  readonly parting: (time: SignedTime, unsent: number | null) => Parting;
}

/** The end of the fair as this machine knows it. Only the organiser's signed time begins it. */

export interface Ending {
  /** The organiser's time, once it is past the fair's storage period. */
  signed(): SignedTime | undefined;
  /**
   * Keeps a signed time if it is valid for the fair in the folder; a sample fair is in none, and is named.
   * Returns whether it is.
   */
  keep(time: SignedTime, sample?: Fair): Promise<boolean>;
  /** Destroys keys and people's data here, and opens again with the certificate. */
  destroy(parting?: Parting): Promise<void>;
  /** Closes the station, and opens it over what the folder holds then. */
  again(): void;
  /** The station's keys have been opened: from now on it ends the fair by its own rules. */
  opened(here: OpenHere): void;
  open(): OpenHere | undefined;
  /** How many facts a backup had that has just taken the ledger's place. */
  readonly restoredFacts: number | undefined;
}

export async function endingHere(
  folder: string,
  again: () => void,
  restoredFacts?: number,
): Promise<Ending> {
  const fair = await fairOfFolder(folder);
  let time = fair && (await closingOrder(folder, fair))?.time;
  let open: OpenHere | undefined;
  return {
    signed: () => time,
    async keep(other, sample) {
      const inFolder = (await fairOfFolder(folder)) ?? sample;
      if (!inFolder || !isOver(inFolder, other).ok) return false;
      if (time === undefined) await keepClosing(folder, other, { destroy: false });
      time ??= other;
      return true;
    },
    async destroy(parting) {
      if (!time) return;
      await keepClosing(folder, time, { destroy: true, ...(parting && { parting }) });
      again();
    },
    again,
    opened: (here) => void (open = here),
    open: () => open,
    restoredFacts,
  };
}
