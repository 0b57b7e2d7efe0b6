import type { IntentStep } from '../../../shared/codes.ts';
import { isTapped, type TapHappening } from '../../../shared/deeds.ts';
import { type Fact, type FactRef, type Happening, refOf } from '../../../shared/facts.ts';
import { ok } from '../../../shared/result.ts';
import { followable, newestIntent } from '../../../shared/tally/intents.ts';
import { ofKind } from '../../../shared/tally/tally.ts';
import { type Saved, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import type { BoothBook } from './book.ts';

/** What a booth writes: one fact for each tap. */

export interface DeedsOptions {
  readonly store: Pick<Store, 'ledger' | 'notes'>;
  readonly book: BoothBook;
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

export function boothDeeds({ store, book, now, onTrouble }: DeedsOptions) {
  const { ledger, notes } = store;

  function write(happening: Happening, person?: string): Saved<Fact> {
    return saving(onTrouble, () => {
      const [fact] = ledger.append([{ happening, ...(person !== undefined && { person }) }]);
      if (!fact) throw new Error(`a ${happening.kind} was not written`);
      return fact;
    });
  }

  return {
    presence: (booth: string, is: 'open' | 'closed') =>
      write({ kind: 'booth', what: { booth, now: is } }),

    /** Also opens a closed booth: an employer who receives people is present. */
    visit(booth: string, person: string | undefined, opens: boolean): Saved<FactRef> {
      return saving(onTrouble, () => {
        const facts = ledger.append([
          ...(opens
            ? [{ happening: { kind: 'booth', what: { booth, now: 'open' } } as const }]
            : []),
          {
            happening: { kind: 'visit', what: { booth } },
            ...(person !== undefined && { person }),
          },
        ]);
        const visit = facts.findLast(({ chained }) => chained.kind === 'visit');
        if (!visit) throw new Error('a visit was not written');
        return refOf(visit.chained);
      });
    },

    /** A second tap writes nothing. */
    tap(happening: TapHappening, person: string, visit: FactRef): Saved<unknown> {
      const { booth, post } = happening.what;
      const history = book.asActions(book.history(person, booth));
      const isSecond = isTapped(happening.kind, history, visit, post);
      return isSecond ? ok(undefined) : write(happening, person);
    },

    intent(booth: string, post: string, step: IntentStep, person: string): Saved<unknown> {
      const before = ofKind(
        book.history(person, booth).map(({ chained }) => chained),
        'intent',
      );
      const newest = newestIntent(before, before);
      const { what } = newest?.intent ?? {};
      if (what?.post === post && what.step === step && !newest?.concurrent) return ok(undefined);
      const supersedes = followable(before).slice(-8);
      return write({ kind: 'intent', what: { booth, post, step, supersedes } }, person);
    },

    note: (booth: string, person: string, text: string): Saved<undefined> =>
      saving(onTrouble, () => {
        notes.put(person, booth, { atMs: now(), text });
        return undefined;
      }),
  };
}
