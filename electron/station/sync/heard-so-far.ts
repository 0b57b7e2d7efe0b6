import { hasHeardAll, type HeardMachine } from '../../../shared/machines/hears.ts';
import { LEAVES_OUT } from '../../../shared/sync/versions.ts';
import type { Heard, HeardAbove, Hearing } from '../../../shared/sync/wire.ts';
import type { Store } from '../store/store.ts';

/** How far a station has heard its server, and those above it; and of which other machines, up to there (P125). */

interface HeardOptions {
  readonly store: Pick<Store, 'settings' | 'together'>;
  /** The machines whose facts this station hears by the newest revision (P124). */
  readonly machines?: () => readonly HeardMachine[];
}

type Place = Pick<Hearing, 'erasures' | 'facts' | 'machines' | 'receipt'>;

export function heardSoFar({ store: { settings, together }, machines }: HeardOptions) {
  return {
    /** From where a question asks on, to a server that reads that version of messages. */
    places(reads = 1): { readonly here: Place; readonly above: (level: number) => Place } {
      const known = settings.machinesHeard();
      const says = reads >= LEAVES_OUT && (known.length > 0 || (machines?.() ?? []).length > 0);
      const levels = settings.heardAbove();
      return {
        here: {
          erasures: settings.erasuresHeard(),
          facts: settings.factsHeard(),
          ...(says && { machines: [...known] }),
        },
        above(level) {
          const { machines: knownAbove = [], ...place } = levels[level] ?? {
            erasures: 0,
            facts: 0,
          };
          return { ...place, ...(says && { machines: knownAbove }) };
        },
      };
    },

    /** The receipt is kept together with how far we heard. True if we now hear other machines than before. */
    keep(heard: Heard, receipt: string | undefined): boolean {
      const { erasuresUpTo: erasures, factsUpTo: facts, machines = [] } = heard;
      const known = settings.machinesHeard();
      const isOfSame = hasHeardAll(known, machines) && hasHeardAll(machines, known);
      if (isOfSame && erasures === settings.erasuresHeard() && facts === settings.factsHeard()) {
        return false;
      }
      together(() => {
        settings.setErasuresHeard(erasures);
        settings.setFactsHeard(facts);
        settings.setMachinesHeard(machines);
        if (receipt !== undefined) settings.setReceipt(receipt);
      });
      return !isOfSame;
    },

    keepAbove(levels: readonly HeardAbove[]): void {
      settings.setHeardAbove(
        levels.map(({ heard: { erasuresUpTo, factsUpTo, machines }, receipt }) => ({
          erasures: erasuresUpTo,
          facts: factsUpTo,
          ...(machines && { machines }),
          ...(receipt !== undefined && { receipt }),
        })),
      );
    },

    /** The server was restored from a backup: its list positions may now mean other entries. */
    startAgain(): void {
      settings.setFactsHeard(0);
      settings.setErasuresHeard(0);
    },
  };
}
