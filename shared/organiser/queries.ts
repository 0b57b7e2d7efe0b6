import type { AuthorisedFact } from '../authority.ts';
import type { AnsweredBy, CallOutput } from '../contract/calls.ts';
import type { Handlers } from '../contract/dispatch.ts';

import type { Fair } from '../fair.ts';
import { anomalyFinder } from '../report/anomalies.ts';
import { auditFile, type AuditLog, auditView } from '../report/audit-log.ts';
import { behindFigure } from '../report/behind.ts';
import { checklistOf } from '../report/checklist.ts';
import type { Coverage } from '../report/coverage.ts';
import { type DayOf, dayView } from '../report/day-view.ts';
import type { FigureRow } from '../report/figure-table.ts';
import { type Report, reportFile } from '../report/files.ts';
import { mergedFinder } from '../report/merged.ts';
import { ok } from '../result.ts';
import { type KeptTexts, returnQueries } from './returns.ts';
import type { TallyRules } from '../tally/tally.ts';

/** Answers the organiser's questions, at a station or, after sign-in, at a server. */

type Awaitable<T> = T | Promise<T>;

export type Figures = Pick<DayOf, 'scopes' | 'coverage'> & { readonly rows: readonly FigureRow[] };

export interface FactReading<T> {
  /** Facts that are counted together come in one call. */
  see(facts: readonly AuthorisedFact[]): void;
  /** Called after all other facts, with the clock facts and the decisions on them. */
  seeClocks?(facts: readonly AuthorisedFact[]): void;
  found(): T;
}

export interface OrganiserSource extends KeptTexts {
  readonly fair: Fair;
  readonly now: () => number;
  /** Whether this source can write facts, which decisions need. */
  readonly decidesHere: boolean;
  /** The rows of this scope (there may be more), and the coverage at the same moment. */
  figures(scope: string): Awaitable<Figures>;
  coverage(): Awaitable<Coverage>;
  /** Passes every fact that has authority to a reading. */
  read<T>(reading: (rules: TallyRules) => FactReading<T>): Awaitable<T>;
  audit(): Awaitable<AuditLog>;
  note(deed: ExportDeed): Awaitable<unknown>;
  handOver(file: Report): Awaitable<CallOutput<'organiser.export'>>;
}

type ExportDeed =
  | { readonly did: 'audit-exported' }
  | { readonly did: 'day-exported'; readonly scope: string; readonly format: string };

export type OrganiserQueries = Pick<
  Handlers,
  Extract<AnsweredBy<'station'> & AnsweredBy<'server'>, `organiser.${string}`>
>;

export function organiserQueries(source: OrganiserSource): OrganiserQueries {
  const { fair, now, decidesHere } = source;

  async function dayOf(scope: string) {
    const figures = await source.figures(scope);
    return { view: dayView({ fair, scope, ...figures, nowMs: now() }), rows: figures.rows };
  }

  return {
    ...returnQueries({ ...source, dayOf }),
    'organiser.day': async ({ scope }) => ok((await dayOf(scope)).view),
    'organiser.checklist': async () => ok(checklistOf(fair, await source.coverage(), now())),
    'organiser.merged': async () => ok(await source.read(mergedFinder)),
    'organiser.behind': async (asked) =>
      ok(await source.read((rules) => behindFigure(fair, asked, rules))),
    'organiser.anomalies': async () => {
      const anomalies = await source.read(({ timeOf }) => anomalyFinder(fair, timeOf));
      return ok({ anomalies, decidesHere });
    },
    'organiser.audit': async () => ok(auditView(fair, await source.audit())),
    'organiser.auditExport': async () => {
      await source.note({ did: 'audit-exported' });
      return source.handOver(auditFile(fair, (await source.audit()).lines));
    },
    'organiser.export': async ({ scope, format }) => {
      await source.note({ did: 'day-exported', scope, format });
      const { view, rows } = await dayOf(scope);
      return source.handOver(await reportFile(fair, view, rows, format));
    },
  };
}
