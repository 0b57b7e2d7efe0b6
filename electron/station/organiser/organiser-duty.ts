import type { AnsweredBy, StationEvent } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { organiserQueries, type OrganiserSource } from '../../../shared/organiser/queries.ts';
import { ok } from '../../../shared/result.ts';
import type { Duty } from '../role/duty.ts';
import { auditLog } from '../staff/audit-log.ts';
import { saving } from '../store/saving.ts';
import type { FairFiguresOptions } from './fair-figures.ts';
import { presenceCalls } from './presence.ts';
import { seasonCallsHere } from './season.ts';
import { seenHere } from './seen-here.ts';
import type { AfterwardsHandlers } from './afterwards/afterwards-options.ts';
import type { SetUpHandlers } from './set-up.ts';

export interface OrganiserDutyOptions extends FairFiguresOptions {
  readonly emit: (event: StationEvent) => void;
  readonly setUp: SetUpHandlers & AfterwardsHandlers;
  readonly onTrouble: (error: unknown) => void;
}

type OrganiserCalls = Pick<Handlers, Extract<AnsweredBy<'station'>, `organiser.${string}`>>;

/** The organiser's pages at a station show the facts that have arrived here. */
export function organiserDuty(options: OrganiserDutyOptions): Duty {
  const { store, emit, onTrouble } = options;
  const handlers: OrganiserCalls = {
    ...organiserQueries(stationSource(options)),
    ...presenceCalls(options),
    'organiser.decide': ({ facts, decision, by: name, reason }) => {
      const saved = saving(onTrouble, () => {
        // The reason is free text: keep it in the audit log, never in the chain of facts.
        store.audit.note({ did: 'decided', decision, by: name, reason, facts: facts.length });
        store.ledger.append(
          facts.map((fact) => ({
            happening: { kind: 'decide', what: { fact, decision, by: name } },
          })),
        );
      });
      if (!saved.ok) return saved;
      emit({ name: 'figures', payload: {} });
      return ok({});
    },
  };
  const note = (format: string) =>
    void saving(onTrouble, () => store.audit.note({ did: 'day-exported', scope: 'all', format }));
  return {
    take: async () => undefined,
    reset: async () => undefined,
    waitsForPage: false,
    onNews: () => emit({ name: 'figures', payload: {} }),
    handlers: { ...options.setUp, ...handlers, ...seasonCallsHere({ ...options, note }) },
  };
}

function stationSource(options: OrganiserDutyOptions): OrganiserSource {
  const { fair, station, store, now, handOver, onTrouble } = options;
  const { ledger, audit, settings } = store;
  const coverage = () => seenHere(fair, station.slot, store, now());
  return {
    fair,
    now,
    decidesHere: true,
    figures: () => {
      const rows = ledger.tallies();
      return { rows, scopes: rows.map(({ scope }) => scope), coverage: coverage() };
    },
    coverage,
    // Never await in here: the connection refuses writes while it reads row by row.
    read(begin) {
      const reading = begin(ledger.rules());
      for (const facts of ledger.everything()) reading.see(facts);
      reading.seeClocks?.(ledger.clocks());
      return reading.found();
    },
    audit: () => auditLog(audit),
    // A full disk must not stop an organiser from exporting the figures.
    note: (deed) => saving(onTrouble, () => audit.note(deed)),
    handOver: ({ name, bytes }) => ok(handOver(name, bytes)),
    kept: settings.keptText,
    keep: (name, text) => saving(onTrouble, () => settings.setKeptText(name, text)),
  };
}
