import type { StationEvent } from '../../shared/contract.ts';
import type { Fair, StationSlot } from '../../shared/fair.ts';
import { digestOf } from '../../shared/report/coverage.ts';
import { type DayView, dayView } from '../../shared/report/day-view.ts';
import type { FigureRow } from '../../shared/report/figure-table.ts';
import { reportFile } from '../../shared/report/files.ts';
import { mergedSummary } from '../../shared/report/merged.ts';
import { ok } from '../../shared/result.ts';
import { handOver, type SaveFile } from '../export/save-file.ts';
import type { Face } from '../face.ts';
import type { Store } from '../store/store.ts';
import { seenHere } from './seen-here.ts';

export interface OrganiserFaceOptions {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly store: Store;
  readonly now: () => number;
  readonly emit: (event: StationEvent) => void;
  /** Absent where the page's browser hands files over. */
  readonly saveFile?: SaveFile;
}

/** The organiser's face at a station: the same pages as at the server, of what has come here. */
export function organiserFace({
  fair,
  station,
  store,
  now,
  emit,
  saveFile,
}: OrganiserFaceOptions): Face {
  const { ledger } = store;

  function dayOf(scope: string): { readonly view: DayView; readonly rows: readonly FigureRow[] } {
    const rows = ledger.tallies();
    const nowMs = now();
    const coverage = seenHere(fair, station.slot, store, nowMs);
    const view = dayView({
      fair,
      scope,
      scopes: rows.map((row) => row.scope),
      rows,
      coverage,
      digest: digestOf(fair.id, coverage),
      nowMs,
    });
    return { view, rows };
  }

  return {
    take: async () => undefined,
    reset: async () => undefined,
    waitsForPage: false,
    onHeard: () => emit({ name: 'figures', payload: {} }),
    handlers: {
      'organiser.day': ({ scope }) => ok(dayOf(scope).view),
      'organiser.merged': () => ok(mergedSummary(ledger.everyone(), ledger.timeOf)),
      'organiser.export': async ({ scope, format }) => {
        const { view, rows } = dayOf(scope);
        const { name, bytes } = await reportFile(fair, view, rows, format);
        return handOver(saveFile, name, bytes);
      },
    },
  };
}
