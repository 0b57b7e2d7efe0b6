import type { UndoReason } from '../../../shared/contract/counter.ts';
import type { Fact, FactRef } from '../../../shared/facts.ts';
import { fail, type Result } from '../../../shared/result.ts';
import { type SavingFault, saving } from '../store/saving.ts';
import type { Store } from '../store/store.ts';

/** A younger action is a slip, and needs no reason to undo. */
const FREE_MS = 120_000;

export interface TakingBackOptions {
  readonly store: Pick<Store, 'ledger'>;
  readonly slot: number;
  readonly now: () => number;
  readonly onTrouble: (error: unknown) => void;
}

export type TakenBack = Result<
  Fact,
  { readonly kind: SavingFault | 'reason-needed' | 'not-yours' }
>;

/** Only the place that wrote an action may undo it, once, by its own reference. */
export function takingBack({ store, slot, now, onTrouble }: TakingBackOptions) {
  const { ledger } = store;
  return function takeBack(place: string, ref: FactRef, reason: UndoReason | undefined): TakenBack {
    const fact = ledger.one(ref);
    if (!fact || fact.chained.station !== slot) return fail({ kind: 'not-yours' });
    const { what, kind, stamp } = fact.chained;
    const writtenAt = 'booth' in what ? what.booth : 'desk' in what ? what.desk : undefined;
    if (writtenAt !== place || kind === 'booth' || !ledger.stands(fact)) {
      return fail({ kind: 'not-yours' });
    }
    if (now() - stamp.ms > FREE_MS && reason === undefined) return fail({ kind: 'reason-needed' });
    return saving(onTrouble, () => {
      const retracted = { fact: ref, reason: reason ?? 'slip' };
      ledger.append([{ happening: { kind: 'retract', what: retracted } }]);
      return fact;
    });
  };
}
