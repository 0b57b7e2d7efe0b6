import type { UndoReason } from '../../../shared/contract/counter.ts';
import { type Fact, type FactRef, placeOf } from '../../../shared/facts.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { type SavingFault, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';
import { actionKind } from './actions.ts';

/** A younger action is a slip, and needs no reason to undo. */
const FREE_MS = 120_000;

export interface TakingBackOptions {
  readonly store: Pick<Store, 'ledger'>;
  /** This machine's, and those of the machines that it goes on for. */
  readonly slots: readonly number[];
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

export type TakenBack = Result<
  Fact,
  { readonly kind: SavingFault | 'reason-needed' | 'not-yours' }
>;

/** Only the place that wrote an action may undo it, once, by its own reference. */
export function takingBack({ store, slots, now, onTrouble }: TakingBackOptions) {
  const { ledger } = store;
  return function takeBack(place: string, ref: FactRef, reason: UndoReason | undefined): TakenBack {
    const fact = ledger.one(ref);
    if (!fact || !slots.includes(fact.chained.station)) return fail({ kind: 'not-yours' });
    if (placeOf(fact.chained) !== place || !actionKind(fact) || !ledger.stands(fact)) {
      return fail({ kind: 'not-yours' });
    }
    if (now() - fact.chained.stamp.ms > FREE_MS && reason === undefined)
      return fail({ kind: 'reason-needed' });
    return saving(onTrouble, () => {
      const retracted = { fact: ref, reason: reason ?? 'slip' };
      ledger.append([{ happening: { kind: 'retract', what: retracted } }]);
      return fact;
    });
  };
}
