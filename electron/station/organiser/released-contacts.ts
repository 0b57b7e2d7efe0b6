import type { Fair } from '../../../shared/fair.ts';
import { shortCode } from '../../../shared/pass.ts';
import type { Contacts } from '../../../shared/sync/contacts.ts';
import type { Sheet } from '../../../shared/report/sheet.ts';
import { openedBoxes } from './opened-boxes.ts';

/**
 * Gives an employer the name and number only of people who left a résumé there and agreed to share
 * them.
 */

export interface Released {
  readonly booth: string;
  readonly people: readonly Contact[];
  /** How many left a résumé there and did not agree. */
  readonly withheld: number;
}

interface Contact {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
  readonly posts: readonly string[];
}

export async function releasedContacts(
  fair: Pick<Fair, 'id' | 'booths'>,
  sealingKey: Uint8Array,
  { resumes, boxes }: Pick<Contacts, 'resumes' | 'boxes'>,
): Promise<Released[]> {
  const { nameOf, phoneOf } = await openedBoxes(fair.id, sealingKey, boxes);
  const titles = new Map(
    fair.booths.flatMap(({ posts }) => posts.map(({ code, zh }) => [code, zh])),
  );
  const released: Released[] = [];
  for (const [booth, own] of Map.groupBy(resumes, (left) => left.booth)) {
    const people: Contact[] = [];
    let withheld = 0;
    for (const [person, left] of Map.groupBy(own, (each) => each.person)) {
      const phone = await phoneOf(person);
      if (!phone?.share) {
        withheld += 1;
        continue;
      }
      people.push({
        number: shortCode(person),
        name: await nameOf(person),
        phone: phone.phone,
        posts: left.map(({ post }) => titles.get(post) ?? post),
      });
    }
    released.push({ booth, people, withheld });
  }
  return released.toSorted((a, b) => (a.booth < b.booth ? -1 : 1));
}

export function contactSheet({ booth, people }: Released): Sheet {
  return {
    name: booth,
    columns: [
      ['编号', 16],
      ['姓名', 14],
      ['手机', 16],
      ['投递岗位', 40],
    ],
    rows: people.map(({ number, name, phone, posts }) => [number, name, phone, posts.join('、')]),
  };
}
