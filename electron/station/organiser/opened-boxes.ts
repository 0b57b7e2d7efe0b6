import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import type { Contacts } from '../../../shared/sync/contacts.ts';
import { type PhoneContent, phoneContentSchema } from '../../../shared/sync/boxes.ts';
import { openerFor } from '../keys/seal.ts';

const identitySchema = z.looseObject({ name: z.string().optional() });

/** Opens people's boxes with the organiser's key. Never store what they contain. */
export async function openedBoxes(fair: string, sealingKey: Uint8Array, boxes: Contacts['boxes']) {
  const open = await openerFor(sealingKey);
  const boxOf = new Map(boxes.map((box) => [`${box.pseudonym} ${box.holds}`, box]));
  const read = async (pseudonym: string, holds: 'identity' | 'phone'): Promise<unknown> => {
    const box = boxOf.get(`${pseudonym} ${holds}`);
    if (!box) return undefined;
    const sealed = Buffer.from(box.sealed, 'base64');
    // A box that is damaged, or sealed to another key, must not stop the others from being read.
    const text = await open({ fair, pseudonym, holds }, sealed).catch(() => '');
    return jsonOf(text);
  };
  return {
    nameOf: async (person: string): Promise<string> =>
      identitySchema.safeParse(await read(person, 'identity')).data?.name ?? '',
    phoneOf: async (person: string): Promise<PhoneContent | undefined> =>
      phoneContentSchema.safeParse(await read(person, 'phone')).data,
  };
}
