import type { Contacts } from '../../../../shared/sync/contacts.ts';
import { resumesIn } from '../../../../shared/sync/contacts.ts';
import { followUpIn } from '../../../../shared/report/follow-up.ts';
import type { Store } from '../../store/store.ts';

/**
 * What this station knows of people who left a résumé or are followed up: the facts that it received, and
 * the sealed boxes that were fetched or came on sticks.
 */
export function contactsHere({ ledger, people }: Pick<Store, 'ledger' | 'people'>): Contacts {
  const resumes: Contacts['resumes'] = [];
  const toFollow: Contacts['people'] = [];
  for (const facts of ledger.everything()) {
    resumes.push(...resumesIn(facts));
    toFollow.push(...followUpIn(facts));
  }
  const boxes = people.othersBoxes().map(({ sealed, ...box }) => ({
    ...box,
    sealed: Buffer.from(sealed).toString('base64'),
  }));
  return { resumes, people: toFollow, boxes };
}
