import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import { readKnown } from '../../../shared/read-known.ts';
import type { Contacts } from '../../../shared/sync/contacts.ts';
import {
  boxThatCounts,
  type PhoneContent,
  phoneContentSchema,
} from '../../../shared/sync/boxes.ts';
import { openerFor } from '../keys/seal.ts';

const identitySchema = z.looseObject({ name: z.string().optional() });

/** Opens people's boxes with the organiser's key. Never store what they contain. */
export async function openedBoxes(fair: string, sealingKey: Uint8Array, boxes: Contacts['boxes']) {
  const open = await openerFor(sealingKey);
  const boxesOf = Map.groupBy(boxes, (box) => `${box.pseudonym} ${box.holds}`);
  const read = async <T>(
    pseudonym: string,
    holds: 'identity' | 'phone',
    schema: z.ZodType<T>,
    isTyped: (content: T) => boolean,
  ): Promise<T | undefined> => {
    const opened = [];
    for (const box of boxesOf.get(`${pseudonym} ${holds}`) ?? []) {
      const sealed = Buffer.from(box.sealed, 'base64');
      // A box that is damaged, or sealed to another key, must not stop the others from being read.
      const text = await open({ fair, pseudonym, holds }, sealed).catch(() => '');
      const content = readKnown(schema, jsonOf(text))?.value;
      if (content) opened.push({ stampMs: box.stampMs, typed: isTyped(content), content });
    }
    return boxThatCounts(opened)?.content;
  };
  return {
    nameOf: async (person: string): Promise<string> =>
      (await read(person, 'identity', identitySchema, ({ name }) => name === undefined))?.name ??
      '',
    phoneOf: (person: string): Promise<PhoneContent | undefined> =>
      read(person, 'phone', phoneContentSchema, ({ typed = false }) => typed),
  };
}
