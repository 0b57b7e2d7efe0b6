import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keySchema } from '../keys/fair-keys.ts';
import { pseudonymSchema } from '../../../shared/facts.ts';
import { fairSchema, type Registration, registrationSchema } from '../../../shared/fair.ts';

/**
 * Loads a sample fair from `resources/fairs/`: the fair, its public "private" keys, its registered
 * people, and what its simulated readers can be shown. A file that does not parse is a bug of ours
 * and throws.
 */

const named = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const sampleKeysSchema = z.strictObject({
  /** The warning that travels with these keys: never use them for a real fair. */
  notice: named,
  pseudonymKey: keySchema,
  /** X25519. An organiser's key, which no station of a real fair has. */
  sealingKey: keySchema,
  /** Ed25519 seed: signs revisions of the fair. */
  signingKey: keySchema,
  /** Ed25519 seeds, by slot. */
  passKeys: z
    .record(z.string().regex(/^[1-9]\d{0,4}$/), keySchema)
    .transform((keys) => new Map(Object.entries(keys).map(([slot, key]) => [Number(slot), key]))),
  staffPin: z.string().regex(/^\d{4,8}$/),
  organiserPin: z.string().regex(/^\d{4,8}$/),
  /** The sources of the hashes in `people.json`, in the same order: to type, to print, to test. */
  preRegistered: z.array(
    z.strictObject({
      name: z.string().min(1),
      idNumber: z.string(),
      /** Crockford's base32; the code starts with `CFR1:`. */
      token: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/),
    }),
  ),
});
type SampleKeys = z.infer<typeof sampleKeysSchema>;

// The chip's lengths: a longer text does not fit on a card.
const address = z.string().min(1).max(35);
const authority = z.string().min(1).max(15);
const country = z.string().regex(/^[A-Z]{3}$/);
const number18 = z.string().regex(/^\d{17}[\dX]$/);
const onEveryCard = {
  sex: z.enum(['male', 'female']),
  birth: z.iso.date(),
  validFrom: z.iso.date(),
  validUntil: z.union([z.iso.date(), z.literal('长期')]),
};

/** The reader's `IdCard`, with the other data on the chip. */
const idCardSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('citizen'),
      name: z.string().min(1).max(15),
      number: number18,
      /** GB/T 3304. */
      nation: z.string().regex(/^\d\d$/),
      address,
      authority,
      ...onEveryCard,
    }),
    z.strictObject({
      type: z.literal('hmt-residence'),
      name: z.string().min(1).max(15),
      number: number18,
      address,
      authority,
      passNumber: z.string().max(9),
      issues: z.string().regex(/^\d\d$/),
      ...onEveryCard,
    }),
    z.strictObject({
      type: z.literal('foreigner-2017'),
      /** The Chinese name if there is one, as readers return it. */
      name: z.string().min(1).max(60),
      number: z.string().regex(/^[A-Z]{3}\d{12}$/),
      country,
      ...onEveryCard,
    }),
    z.strictObject({
      type: z.literal('foreigner-2023'),
      name: z.string().min(1).max(46),
      number: number18,
      country,
      renewals: z.string().regex(/^\d\d$/),
      ...onEveryCard,
    }),
  ])
  .transform(({ validUntil, ...card }) => ({
    // A foreigner's card carries no address.
    address: '',
    ...card,
    ...(validUntil !== '长期' && { validUntil }),
  }));

/** In the form that the simulated card reader accepts. */
const cardSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('id-card'),
    card: idCardSchema,
    englishName: z.string().min(1).max(46).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('bus-card') }),
  z.strictObject({ kind: z.literal('damaged') }),
  z.strictObject({ kind: z.literal('taken-away-early') }),
]);

const codeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1) }),
  /** A code that holds no text. */
  z.strictObject({
    kind: z.literal('bytes'),
    bytes: z.hex().transform((text) => new Uint8Array(Buffer.from(text, 'hex'))),
  }),
  /** Made when it is shown, since it needs keys and a clock. */
  z.strictObject({
    kind: z.literal('make'),
    make: z.enum(['pass-of-other-fair', 'pass-forged']),
  }),
  /** A pre-printed pass, by its pseudonym. */
  z.strictObject({ kind: z.literal('blank'), pseudonym: pseudonymSchema }),
]);

const onEveryThing = {
  id: z.string().regex(/^[a-z0-9-]+$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  note: named,
};

const sampleThingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...onEveryThing, kind: z.literal('card'), card: cardSchema }),
  z.strictObject({ ...onEveryThing, kind: z.literal('code'), code: codeSchema }),
]);
export type SampleThing = z.infer<typeof sampleThingSchema>;

/** Only a sample may be opened with keys that everyone knows. */
const sampleFairSchema = fairSchema.extend({ sample: z.literal(true) });

export interface SampleFair {
  readonly fair: z.infer<typeof sampleFairSchema>;
  readonly keys: SampleKeys;
  readonly people: readonly Registration[];
  readonly things: readonly SampleThing[];
}

export async function loadSampleFair(folder: string): Promise<SampleFair> {
  const [fair, keys, people, things] = await Promise.all([
    parsed(join(folder, 'fair.json'), sampleFairSchema),
    parsed(join(folder, 'keys.json'), sampleKeysSchema),
    parsed(join(folder, 'people.json'), z.array(registrationSchema)),
    parsed(join(folder, 'things.json'), z.array(sampleThingSchema)),
  ]);
  return { fair, keys, people, things };
}

async function parsed<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S>> {
  const json: unknown = JSON.parse(await readFile(file, 'utf8'));
  const result = schema.safeParse(json);
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}
