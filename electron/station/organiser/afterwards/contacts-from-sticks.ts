import { authorised, authorityOf } from '../../../../shared/authority.ts';
import { type PersonalFact, readFact } from '../../../../shared/facts.ts';
import type { Fair } from '../../../../shared/fair.ts';
import { followUpIn } from '../../../../shared/report/follow-up.ts';
import { type Contacts, resumesIn } from '../../../../shared/sync/contacts.ts';
import { erasedDigest, orderOf } from '../../../../shared/sync/erasures.ts';
import type { WireFact } from '../../../../shared/sync/wire.ts';
import type { FromStick } from '../../sync/facts-on-a-stick.ts';

/** People's sealed boxes with the facts about them, from the files of sticks alone. */
export function contactsFromSticks(fair: Fair, sticks: readonly FromStick[]): Contacts {
  const uploads = sticks.flatMap((stick) => stick.uploads);
  const facts = uploads.flatMap((upload) => upload.facts.flatMap(personalOf));
  const boxes = uploads.flatMap((upload) =>
    (upload.boxes ?? []).map(({ signature: _signature, ...box }) => box),
  );
  const orders = uploads.flatMap((upload) => upload.erasures);
  const counted = authorised(facts, authorityOf(fair));
  const erased = new Set(orders.flatMap((order) => orderOf(fair.id, order).targets));
  return {
    resumes: resumesIn(counted),
    people: followUpIn(counted),
    // A file saved before somebody asked to be erased still contains them.
    boxes: boxes.filter(({ pseudonym }) => !erased.has(erasedDigest(fair.id, pseudonym))),
  };
}

function personalOf({ text, opening, tombstone }: WireFact): PersonalFact[] {
  const chained = readFact(text)?.chained;
  if (!chained) return [];
  const { pseudonym = tombstone, blank } = opening ?? {};
  return [
    {
      chained,
      ...(pseudonym !== undefined && { pseudonym }),
      ...(blank !== undefined && { blank }),
    },
  ];
}
