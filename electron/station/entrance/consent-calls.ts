import type { CallInput, CallOutput } from '../../../shared/contract/calls.ts';
import { groupsConsent } from '../../../shared/consents.ts';
import type { Withdrawal } from '../../../shared/facts.ts';
import { proofs } from '../../../shared/proof.ts';
import { fail, ok } from '../../../shared/result.ts';
import { type Saved, saving } from '../store/saving.ts';
import { type CheckedIn, type CheckingIn, refreshed } from './checkin.ts';
import { cardHolder, type Kiosk, withPass } from './kiosk.ts';

/** What people agree to after the pass, and take back with their card. */

export function consentCalls(kiosk: Kiosk, inTurn: <T>(work: () => T) => Promise<T>) {
  const { options } = kiosk;
  return {
    agreeGroups: ({ arrival }: CallInput<'arrival.agreeGroups'>) =>
      inTurn((): CallOutput<'arrival.agreeGroups'> => {
        const at = withPass(kiosk, arrival);
        if (!at) return fail({ kind: 'gone' });
        if (!proofs[at.done.person.means].answers) return fail({ kind: 'card-only' });
        const done = agreeGroups(options, at.done);
        kiosk.at = { ...at, done };
        const groups = done.groups?.registered?.value;
        return ok(groups ? { groups } : {});
      }),

    withdraw: ({ arrival, from }: CallInput<'arrival.withdraw'>) =>
      inTurn((): CallOutput<'arrival.withdraw'> => {
        const at = withPass(kiosk, arrival);
        if (!at) return fail({ kind: 'gone' });
        const person = cardHolder(kiosk, arrival);
        if (!person.ok) return person;
        const saved = withdraw(options, at.done, from);
        if (!saved.ok) return saved;
        kiosk.at = { ...at, done: saved.value };
        return ok({ arrival, ...saved.value.welcome });
      }),
  };
}

function agreeGroups({ store }: CheckingIn, done: CheckedIn): CheckedIn {
  const { pseudonym, means, about } = done.person;
  const registered = proofs[means].own
    ? store.people.registrationOf(pseudonym)?.about.groups
    : undefined;
  const consent = groupsConsent.version;
  return { ...done, groups: { consent, ...(registered && !about.groups && { registered }) } };
}

function withdraw(using: CheckingIn, done: CheckedIn, from: Withdrawal): Saved<CheckedIn> {
  const { store, onTrouble } = using;
  const { groups: agreed, person, ...rest } = done;
  const { groups: _withdrawn, ...about } = person.about;
  const isGroups = from.consent === 'groups';
  const now = isGroups ? { ...person, about } : person;
  return saving(onTrouble, () => {
    const happening = { kind: 'withdraw', what: from } as const;
    store.ledger.append([{ happening, person: person.pseudonym }], () => {
      if (isGroups) store.people.putProfile(person.pseudonym, now);
    });
    return refreshed(using, {
      ...rest,
      person: now,
      ...(!isGroups && agreed && { groups: agreed }),
    });
  });
}
