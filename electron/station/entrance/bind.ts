import { type ChainedFact, type FactRef, refOf } from '../../../shared/facts.ts';
import { shortCode } from '../../../shared/pass.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { whoseIn } from '../../../shared/tally/one-person.ts';
import { saving, type SavingFault } from '../store/saving.ts';
import type { CheckingIn } from './checkin.ts';
import type { Person } from './person.ts';

/**
 * Pre-printed passes at an entrance: finds their holders, and gives one to the person at the kiosk.
 */

/** Undefined if nobody holds it, as far as this station knows. */
export function holderOf(using: Pick<CheckingIn, 'store'>, blank: string): string | undefined {
  const whose = whoseIn(using.store.ledger.standingBindings(blank))(blank);
  return whose === blank ? undefined : whose;
}

export interface Bound {
  /** As printed on the pass. */
  readonly shortCode: string;
  /** For undoing it. */
  readonly fact: FactRef;
}

export function bindBlank(
  using: CheckingIn,
  person: Person,
  blank: string,
): Result<Bound, { readonly kind: 'blank-taken' | SavingFault }> {
  const { store, onTrouble } = using;
  const holder = holderOf(using, blank);
  if (holder !== undefined && holder !== person.pseudonym) return fail({ kind: 'blank-taken' });
  const known = store.ledger.standingBindings(blank).at(-1);
  if (known) return ok(bound(blank, known.chained));
  return saving(onTrouble, () => {
    const [fact] = store.ledger.append([{ bind: blank, person: person.pseudonym }]);
    if (!fact) throw new Error('a binding was not written');
    return bound(blank, fact.chained);
  });
}

export function unbind(
  { store, onTrouble }: CheckingIn,
  fact: FactRef,
): Result<undefined, { kind: SavingFault }> {
  return saving(onTrouble, () => {
    store.ledger.append([{ happening: { kind: 'retract', what: { fact, reason: 'slip' } } }]);
    return undefined;
  });
}

const bound = (blank: string, fact: ChainedFact): Bound => ({
  shortCode: shortCode(blank),
  fact: refOf(fact),
});
