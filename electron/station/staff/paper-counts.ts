import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import type { PaperEntry } from '../../../shared/contract/paper.ts';
import type { Notice } from '../../../shared/contract/station.ts';
import { type Fact, refOf } from '../../../shared/facts.ts';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok } from '../../../shared/result.ts';
import { saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';

export interface PaperCountsOptions {
  readonly fair: Fair;
  readonly store: Pick<Store, 'ledger'>;
  readonly moment: (ms: number) => Notice['at'];
  readonly onTrouble: (error: unknown) => void;
}

/** Enters in the evening what booths without a machine counted on paper. */
export function paperCounts({ fair, store: { ledger }, moment, onTrouble }: PaperCountsOptions) {
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
        ledger.append([{ happening: { kind: 'paper', what: counts } }]),
      );
      return done.ok ? ok({}) : done;
    },

    undo({ fact: ref }: CallInput<'staff.undoPaper'>): CallOutput<'staff.undoPaper'> {
      const fact = ledger.one(ref);
      if (fact?.chained.kind !== 'paper' || !ledger.stands(fact)) return fail({ kind: 'gone' });
      const what = { fact: ref, reason: 'mistaken' } as const;
      const done = saving(onTrouble, () =>
        ledger.append([{ happening: { kind: 'retract', what } }]),
      );
      return done.ok ? ok({}) : done;
    },
  };

  function entryOf({ chained }: Fact, stands: boolean): PaperEntry[] {
    if (chained.kind !== 'paper') return [];
    const at = moment(chained.stamp.ms);
    return [{ ...chained.what, fact: refOf(chained), at, takenBack: !stands }];
  }
}
