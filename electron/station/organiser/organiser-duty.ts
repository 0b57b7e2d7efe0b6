import type { AnsweredBy, Notice, StationEvent } from '../../../shared/contract.ts';
import type { Handlers } from '../../../shared/dispatch.ts';
import type { Fair, StationSlot } from '../../../shared/fair.ts';
import { auditFile } from '../../../shared/report/audit-file.ts';
import { anomalyFinder } from '../../../shared/report/anomalies.ts';
import { behindFigure } from '../../../shared/report/behind.ts';
import { checklistOf } from '../../../shared/report/checklist.ts';
import { type DayView, dayView } from '../../../shared/report/day-view.ts';
import type { FigureRow } from '../../../shared/report/figure-table.ts';
import { reportFile } from '../../../shared/report/files.ts';
import { mergedSummary } from '../../../shared/report/merged.ts';
import { ok } from '../../../shared/result.ts';
import { handOver, type SaveFile } from '../export/save-file.ts';
import type { Duty } from '../role/duty.ts';
import { auditLines, auditView } from '../staff/audit-view.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import type { SetUpHandlers } from './set-up.ts';
import { seenHere } from './seen-here.ts';

export interface OrganiserDutyOptions {
  readonly fair: Fair;
  readonly station: StationSlot;
  readonly store: Store;
  readonly now: () => number;
  readonly emit: (event: StationEvent) => void;
  /** Absent where the page's browser hands files over. */
  readonly saveFile?: SaveFile;
  readonly setUp: SetUpHandlers;
  readonly moment: (ms: number) => Notice['at'];
  readonly onTrouble: (error: unknown) => void;
}

type OrganiserCalls = Pick<Handlers, Extract<AnsweredBy<'station'>, `organiser.${string}`>>;

/** The organiser's pages at a station: as at the server, over the facts that are here. */
export function organiserDuty(options: OrganiserDutyOptions): Duty {
  const { fair, station, store, now, emit, saveFile, moment, onTrouble } = options;
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
      nowMs,
    });
    return { view, rows };
  }

  const handlers: OrganiserCalls = {
    'organiser.day': ({ scope }) => ok(dayOf(scope).view),
    'organiser.checklist': () => {
      const nowMs = now();
      return ok(checklistOf(fair, seenHere(fair, station.slot, store, nowMs), nowMs));
    },
    'organiser.merged': () => ok(mergedSummary(ledger.everything(), ledger.rules().timeOf)),
    'organiser.anomalies': () => {
      const finder = anomalyFinder(fair, ledger.rules().timeOf);
      for (const facts of ledger.everything()) finder.see(facts);
      finder.seeClocks(ledger.clocks());
      return ok({ anomalies: finder.found(), decidesHere: true });
    },
    'organiser.behind': (asked) => {
      const figure = behindFigure(asked, ledger.rules());
      for (const facts of ledger.everything()) figure.see(facts);
      return ok(figure.behind());
    },
    'organiser.decide': ({ facts, decision, by, reason }) => {
      const saved = saving(onTrouble, () => {
        // The reason first: it is free text, and stands on no chain.
        store.audit.note({ did: 'decided', decision, by, reason, facts: facts.length });
        ledger.append(
          facts.map((fact) => ({ happening: { kind: 'decide', what: { fact, decision, by } } })),
        );
      });
      if (!saved.ok) return saved;
      emit({ name: 'figures', payload: {} });
      return ok({});
    },
    'organiser.auditExport': async () => {
      saving(onTrouble, () => store.audit.note({ did: 'audit-exported' }));
      const { name, bytes } = auditFile(fair, auditLines(store.audit));
      return handOver(saveFile, name, bytes);
    },
    'organiser.audit': () => ok(auditView(store.audit, moment)),
    'organiser.export': async ({ scope, format }) => {
      saving(onTrouble, () => store.audit.note({ did: 'day-exported', scope, format }));
      const { view, rows } = dayOf(scope);
      const { name, bytes } = await reportFile(fair, view, rows, format);
      return handOver(saveFile, name, bytes);
    },
  };
  return {
    take: async () => undefined,
    reset: async () => undefined,
    waitsForPage: false,
    onNews: () => emit({ name: 'figures', payload: {} }),
    handlers: { ...options.setUp, ...handlers },
  };
}
