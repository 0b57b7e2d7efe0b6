import { dayAndHour } from '../../../shared/calendar.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import type { StationEvent } from '../../../shared/contract/calls.ts';
import { type Fact, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { ok } from '../../../shared/result.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';

/**
 * Employers whose booth has no machine: somebody goes round and marks who has come. Writes the same fact as
 * a booth that opens, and takes back only what was marked here.
 */

const MOST_NAMED = 12;
const named = (booths: readonly string[]): string =>
  booths.slice(0, MOST_NAMED).join('、') + (booths.length > MOST_NAMED ? '…' : '');

export interface PresenceOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'ledger' | 'audit'>;
  readonly now: () => number;
  readonly emit: (event: StationEvent) => void;
  readonly onTrouble: (error: unknown) => void;
}

export function presenceCalls(
  options: PresenceOptions,
): Pick<Handlers, 'organiser.presence' | 'organiser.markedHere'> {
  const { fair, store, now, emit, onTrouble } = options;
  const { ledger, audit } = store;
  const dayOf = (ms: number): string => dayAndHour(ms, fair.utcOffsetMinutes).day;

  function markedToday(): { readonly booth: string; readonly fact: Fact }[] {
    const today = dayOf(now());
    return ledger.presences().flatMap((fact) => {
      const { chained } = fact;
      const isMark = chained.kind === 'booth' && chained.what.now === 'open';
      return isMark && dayOf(chained.stamp.ms) === today
        ? [{ booth: chained.what.booth, fact }]
        : [];
    });
  }

  function mark(booths: ReadonlySet<string>): void {
    const today = dayOf(now());
    const absent = fair.booths
      .map(({ code }) => code)
      .filter((code) => booths.has(code) && ledger.tally(today, 'booths', `booth:${code}`) === 0);
    if (absent.length === 0) return;
    audit.note({ did: 'booths-here', booths: absent.length, first: named(absent) });
    ledger.append(
      absent.map((booth) => ({ happening: { kind: 'booth', what: { booth, now: 'open' } } })),
    );
  }

  function unmark(booths: ReadonlySet<string>): void {
    const marks = markedToday().filter(({ booth }) => booths.has(booth));
    if (marks.length === 0) return;
    const codes = marks.map(({ booth }) => booth);
    audit.note({ did: 'booths-not-here', booths: marks.length, first: named(codes) });
    ledger.append(
      marks.map(({ fact }) => ({
        happening: { kind: 'retract', what: { fact: refOf(fact.chained), reason: 'mistaken' } },
      })),
    );
  }

  return {
    'organiser.markedHere': () => ok({ booths: markedToday().map(({ booth }) => booth) }),
    'organiser.presence': ({ booths, here }) => {
      const saved = saving(onTrouble, () => (here ? mark : unmark)(new Set(booths)));
      if (!saved.ok) return saved;
      emit({ name: 'figures', payload: {} });
      return ok({});
    },
  };
}
