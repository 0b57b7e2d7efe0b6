import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { PaperEntry } from '../../../shared/contract/paper.ts';
import type { Notice } from '../../../shared/contract/station.ts';
import { dayAndHour } from '../../../shared/calendar.ts';
import { type Fact, type Happening, placeOf, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';

export interface PaperCountsOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'ledger'>;
  readonly now: () => number;
  readonly moment: (ms: number) => Notice['at'];
  readonly onTrouble: (error: unknown) => void;
}

/** Enters in the evening what booths without a machine counted on paper. */
export function paperCounts(options: PaperCountsOptions) {
  const { fair, now, moment, onTrouble } = options;
  const { ledger } = options.store;
  const booths = fair.booths.map(({ code, employer }) => ({ code, employer }));
  return {
    list: (): Extract<CallOutput<'staff.paper'>, { ok: true }>['value'] => ({
      booths: booths.filter(({ code: booth }) =>
        ledger.mayWrite({ kind: 'paper', what: { booth, source: '-', enteredBy: '-' } }),
      ),
      entries: ledger.onPaper().flatMap(({ fact, stands }) => entryOf(fact, stands)),
    }),

    enter({ key: _key, ...counts }: CallInput<'staff.enterPaper'>): CallOutput<'staff.enterPaper'> {
      if (!booths.some(({ code }) => code === counts.booth)) return fail({ kind: 'no-such-booth' });
      const { visits, resumes, intents } = counts;
      if (!visits && !resumes && !intents) return fail({ kind: 'nothing' });
      const twice = ledger
        .onPaper()
        .some(
          ({ fact: { chained }, stands }) =>
            stands &&
            chained.kind === 'paper' &&
            chained.what.booth === counts.booth &&
            chained.what.source === counts.source,
        );
      if (twice) return fail({ kind: 'entered-before' });
      const done = saving(onTrouble, () =>
        ledger.append([
          { happening: { kind: 'paper', what: counts } },
          ...cameBesides(counts.booth),
        ]),
      );
      return done.ok ? ok({}) : done;
    },

    undo({ fact: ref }: CallInput<'staff.undoPaper'>): CallOutput<'staff.undoPaper'> {
      const fact = ledger.one(ref);
      if (fact?.chained.kind !== 'paper' || !ledger.stands(fact)) return fail({ kind: 'gone' });
      const taken = [fact, ...(cameWith(fact) ?? [])];
      const done = saving(onTrouble, () =>
        ledger.append(
          taken.map(({ chained }) => ({
            happening: { kind: 'retract', what: { fact: refOf(chained), reason: 'mistaken' } },
          })),
        ),
      );
      return done.ok ? ok({}) : done;
    },
  };

  /** An employer who counted visits on paper was there, and no machine here is to open for them. */
  function cameBesides(booth: string): { readonly happening: Happening }[] {
    const { day } = dayAndHour(now(), fair.utcOffsetMinutes);
    const is = (state: 'open' | 'closed') =>
      ({ happening: { kind: 'booth', what: { booth, now: state } } }) as const;
    const isAbsent = ledger.tally(day, 'booths', `booth:${booth}`) === 0;
    return isAbsent && ledger.mayWrite(is('open').happening) ? [is('open'), is('closed')] : [];
  }

  /** What the entry said of its booth's presence, unless another sheet still says it. */
  function cameWith({ chained }: Fact): Fact[] | undefined {
    const { station, incarnation, seq } = chained;
    const next = ledger.one(refOf({ station, incarnation, seq: seq + 1 }));
    if (next?.chained.kind !== 'booth' || chained.kind !== 'paper') return undefined;
    const { booth } = chained.what;
    const others = ledger
      .onPaper()
      .filter((each) => each.stands && placeOf(each.fact.chained) === booth);
    return next.chained.what.booth === booth && ledger.stands(next) && others.length === 1
      ? [next]
      : undefined;
  }

  function entryOf({ chained }: Fact, stands: boolean): PaperEntry[] {
    if (chained.kind !== 'paper') return [];
    const at = moment(chained.stamp.ms);
    return [{ ...chained.what, fact: refOf(chained), at, takenBack: !stands }];
  }
}
