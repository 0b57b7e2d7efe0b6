import { z } from 'zod';

/** Schemas that several topics of the contract share. */

export const named = z.strictObject({ zh: z.string(), en: z.string() });
export const moment = z.strictObject({ day: z.iso.date(), time: z.string().regex(/^\d\d:\d\d$/) });

export function result<V extends z.ZodType, F extends z.ZodType>(value: V, fault: F) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), fault }),
  ]);
}

export const kindOf = <const K extends readonly [string, ...string[]]>(...kinds: K) =>
  z.strictObject({ kind: z.enum(kinds) });

export const nothing = z.strictObject({});

/** A file: the door has saved it, or the page must hand it to the browser. */
export const handedOver = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('saved'), where: z.string() }),
  z.strictObject({ how: z.literal('page'), name: z.string(), base64: z.base64() }),
]);
