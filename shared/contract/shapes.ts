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

/** A file: the station holds it until staff choose its place, or the page hands it to the browser. */
export const handedOver = z.discriminatedUnion('how', [
  z.strictObject({
    how: z.literal('held'),
    file: z.string(),
    name: z.string(),
    bytes: z.int().min(0),
  }),
  z.strictObject({ how: z.literal('page'), name: z.string(), base64: z.base64() }),
]);
export type HandedOver = z.infer<typeof handedOver>;
