import { z } from 'zod';
import type { Fair } from '../../shared/fair.ts';
import { jsonOf } from '../../shared/json.ts';
import { shortCode } from '../../shared/pass.ts';
import type { Contacts } from '../../shared/report/contacts.ts';
import type { Sheet } from '../../shared/report/sheets.ts';
import { phoneContentSchema } from '../../shared/sync/boxes.ts';
import { openerFor } from '../keys/seal.ts';

/**
 * What an employer gets of those who left a résumé with it and agreed that it may: name and number, and
 * of nobody else anything.
 */

export interface Released {
  readonly booth: string;
  readonly people: readonly Contact[];
  /** Who left a résumé there, and did not agree. */
  readonly withheld: number;
}

export interface Contact {
  readonly number: string;
  readonly name: string;
  readonly phone: string;
  readonly posts: readonly string[];
}

const identitySchema = z.looseObject({ name: z.string().optional() });

export async function releasedContacts(
  fair: Pick<Fair, 'id' | 'booths'>,
  sealingKey: Uint8Array,
  { resumes, boxes }: Contacts,
): Promise<Released[]> {
  const open = await openerFor(sealingKey);
  const boxOf = new Map(boxes.map((box) => [`${box.pseudonym} ${box.holds}`, box]));
  const read = async (person: string, holds: 'identity' | 'phone'): Promise<unknown> => {
    const box = boxOf.get(`${person} ${holds}`);
    if (!box) return undefined;
    const sealed = Buffer.from(box.sealed, 'base64');
    return jsonOf(await open({ fair: fair.id, pseudonym: person, holds }, sealed));
  };
  const titles = new Map(
    fair.booths.flatMap(({ posts }) => posts.map(({ code, zh }) => [code, zh])),
  );
  const released: Released[] = [];
  for (const [booth, own] of Map.groupBy(resumes, (left) => left.booth)) {
    const people: Contact[] = [];
    let withheld = 0;
    for (const [person, left] of Map.groupBy(own, (each) => each.person)) {
      const phone = phoneContentSchema.safeParse(await read(person, 'phone')).data;
      if (!phone?.share) {
        withheld += 1;
        continue;
      }
      const identity = identitySchema.safeParse(await read(person, 'identity')).data;
      people.push({
        number: shortCode(person),
        name: identity?.name ?? '',
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
