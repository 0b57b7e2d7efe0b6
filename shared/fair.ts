import { z } from 'zod';
import { codesOf, educations, employerKinds, industries, trades } from './codes.ts';
import { fairKindCodes } from './fair-kinds.ts';
import { aboutSchema } from './answers.ts';
import { fairIdSchema, hashSchema, pseudonymSchema, slotSchema } from './facts.ts';
import { jsonOf } from './json.ts';
import { readKnown } from './read-known.ts';
import { plainText } from './names/written.ts';
import { MOST_PAY_TEXT, payPeriodSchema, paySchema } from './pay.ts';
import { serverPinsSchema } from './server-pins.ts';

/** The fair as every station knows it. It has numbered revisions, and a fact names the one in force. */

const code = z.string().regex(/^[A-Za-z0-9-]{1,24}$/);
/** Names are drawn and printed everywhere: nothing in them may steer a screen or a printer. */
const written = () => z.string().overwrite(plainText);
const named = { zh: written().min(1).max(80), en: written().max(120) };
const publicKey = z.base64url().length(43);

export const fairKindSchema = z.enum(fairKindCodes);

export const roleSchema = z.enum(['entrance', 'booth', 'desk', 'organiser', 'wall']);
export type Role = z.infer<typeof roleSchema>;

/** scrypt of a PIN: anyone who has it can try all PINs at home. */
export const pinSchema = z.strictObject({ salt: z.base64url(), hash: z.base64url() });

export const postSchema = z.strictObject({
  code,
  zh: written().min(1).max(60),
  /** Absent: nobody has said yet. */
  trade: z.enum(codesOf(trades)).exactOptional(),
  /** How many people are wanted: 岗位数 is the sum of these. Absent: 若干, some, which is never guessed. */
  headcount: z.int().min(1).max(10_000).exactOptional(),
  education: z.enum(codesOf(educations)).exactOptional(),
  pay: paySchema.exactOptional(),
  /** As written, where numbers cannot say all of it: 底薪+绩效. */
  payText: written().max(MOST_PAY_TEXT).exactOptional(),
  /** The period of the pay; a month if absent. */
  per: payPeriodSchema.exactOptional(),
  major: written().max(60).exactOptional(),
  experience: written().max(60).exactOptional(),
  /**
   * As the table has it, for the organiser alone: kiosk, wall and printed cards must never show them, since
   * the rules forbid to choose people by age or sex.
   */
  age: written().max(40).exactOptional(),
  sex: written().max(20).exactOptional(),
  place: written().max(40),
  /** Closed during the fair: nobody is sent there any more, and its counts stay. */
  closed: z.literal(true).exactOptional(),
});

/** Every station of a fair reads these, also one of an older version: more would shut it out. */
export const MOST_POSTS = 200;
export const MOST_BOOTHS = 5_000;

const boothSchema = z.strictObject({
  code,
  zone: written().max(20),
  /** Its place on the bureau's own plan, to the right and down, in booths; absent if the booth is laid out. */
  at: z.tuple([z.int().min(0).max(400), z.int().min(0).max(400)]).exactOptional(),
  employer: written().min(1).max(60),
  about: written().max(200),
  industry: z.enum(codesOf(industries)).exactOptional(),
  kind: z.enum(codesOf(employerKinds)).exactOptional(),
  /** 省、市、县, as far as the table says. */
  region: written().max(40).exactOptional(),
  address: written().max(80).exactOptional(),
  posts: z.array(postSchema).min(1).max(MOST_POSTS),
});

export const fairSchema = z.strictObject({
  v: z.literal(1),
  id: fairIdSchema,
  revision: z.int().min(1),
  /** The revisions before this one, from the first on; absent in fairs from before they were named. */
  history: z
    .array(z.strictObject({ revision: z.int().min(1), hash: hashSchema }))
    .max(2_000)
    .exactOptional(),
  /** Revisions of another organiser's making that this one takes the place of. */
  settles: z.array(hashSchema).max(100).exactOptional(),
  /** The kind of fair; a recruitment fair if absent. */
  kind: fairKindSchema.exactOptional(),
  name: z.strictObject(named),
  organiser: z.strictObject(named),
  place: z.strictObject(named),
  days: z.array(z.iso.date()).min(1).max(14),
  /** Keys and people's data are destroyed after this day, once the organiser has signed that it is past. */
  keepUntil: z.iso.date(),
  utcOffsetMinutes: z.int().min(-840).max(840),
  /** A sample fair has public keys: its facts and passes can never enter a real one. */
  sample: z.boolean(),
  /** Boxes are sealed to this key (X25519); only the organiser can open them. */
  sealingKey: publicKey,
  /** Signs later revisions of the fair (Ed25519); any other signature is invalid. */
  signingKey: publicKey,
  stations: z
    .array(
      z.strictObject({
        slot: slotSchema,
        role: roleSchema,
        /** What it may be changed to on the day. An older fair says nothing: see `rolesAllowed`. */
        mayBe: z
          .array(roleSchema.exclude(['entrance']))
          .max(4)
          .exactOptional(),
        name: z.strictObject(named),
        /** The booths that this station serves; absent means any. */
        serves: z.array(code).max(5_000).exactOptional(),
        /** Ed25519, for this station's passes. */
        passKey: publicKey,
      }),
    )
    .min(1),
  /** Slots whose passes no longer count, for example because the kiosk was stolen. */
  revoked: z.array(slotSchema).max(1_000),
  /** Slots that were revoked once and are trusted again. */
  reinstated: z.array(slotSchema).max(1_000).exactOptional(),
  /** Slots whose machine another one stands in for. They are trusted as before, and not awaited (P111). */
  replaced: z
    .array(z.strictObject({ slot: slotSchema, by: slotSchema }))
    .max(1_000)
    .exactOptional(),
  /** Slots that receive what another slot's machine wrote under an earlier revision than `before` (P124). */
  hears: z
    .array(z.strictObject({ slot: slotSchema, of: slotSchema, before: z.int().min(1) }))
    .max(10_000)
    .exactOptional(),
  booths: z.array(boothSchema).max(MOST_BOOTHS),
  desks: z
    .array(
      z.strictObject({
        code,
        ...named,
        topics: z.array(z.strictObject({ code, ...named })).min(1),
        /** The leaflets that it hands out. */
        leaflets: z
          .array(z.strictObject({ code, ...named }))
          .max(40)
          .exactOptional(),
      }),
    )
    .max(200),
  /** What of an ID card is also counted, of people who agree to it; nothing if absent. */
  asks: z
    .strictObject({
      sex: z.literal(true).exactOptional(),
      ageBand: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  /** The services that people in key groups are owed; "1311" if absent. */
  services: z
    .array(z.strictObject({ code, ...named, times: z.int().min(1).max(9) }))
    .max(12)
    .exactOptional(),
  /**
   * Other platforms where people registered. Their codes are addresses: we read the token from them and
   * fetch nothing.
   */
  platforms: z
    .array(
      z.strictObject({
        host: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
        /** The parameter of the address's query that holds the token. */
        parameter: z.string().min(1).max(40),
      }),
    )
    .max(20),
  /** Where stations send their facts when there is a network; a hall's own hub may stand in between. */
  server: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .exactOptional(),
  /**
   * The keys of its servers and hubs (P95). Stations trust these alone; several, so that a revision can
   * name the next one before it is used.
   */
  serverPins: serverPinsSchema.exactOptional(),
  /**
   * Whether sealed boxes also go to the server, for the organiser to open there; otherwise they stay at
   * entrances.
   */
  boxesToServer: z.boolean().exactOptional(),
  /** PEM. Its key is a pin, too; versions before `serverPins` trust this certificate alone. */
  serverCertificate: z
    .string()
    .max(8_000)
    .regex(/^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END CERTIFICATE-----\n?$/)
    .exactOptional(),
  /** Only older fairs and the sample: since then each station has both among its own wrapped keys. */
  staffPin: pinSchema.exactOptional(),
  organiserPin: pinSchema.exactOptional(),
});
export type Fair = z.infer<typeof fairSchema>;
export type FairBooth = Fair['booths'][number];
export type FairPost = FairBooth['posts'][number];
export type FairDesk = Fair['desks'][number];
export type StationSlot = Fair['stations'][number];

/** A fair of a newer version is read by what is known of it; its text and signature stay what they are. */
export const readFair = (text: string) =>
  readKnown(fairSchema, jsonOf(text), { belongs: { per: ['pay'] } });

export const FAIR_DOMAIN = 'chunfeng/fair/1';

/** A revision of the fair as it travels: its text and the organiser's signature over that text. */
export const signedFairSchema = z.strictObject({
  text: z.string().max(20_000_000),
  signature: z.base64url(),
});
export type SignedFair = z.infer<typeof signedFairSchema>;

/** What a slot says of its rights. */
export interface SlotTerms {
  readonly slot: number;
  readonly role: Role;
  readonly serves?: readonly string[];
  readonly mayBe?: readonly Role[];
}

/**
 * The booths or desks that a station serves; all of them if its slot names none. What it names for its own
 * role may still be imported, and until then it serves nothing; an older fair's station served all.
 */
export function servedBy<P extends { readonly code: string }>(
  { serves, role, mayBe }: SlotTerms,
  kind: 'booth' | 'desk',
  places: readonly P[],
): readonly P[] {
  if (serves === undefined) return places;
  const named = new Set(serves);
  const own = places.filter(({ code }) => named.has(code));
  const awaited = mayBe !== undefined && role === kind && serves.length > 0;
  return own.length > 0 || awaited ? own : places;
}

/** A person who registered on line. Only the keyed hash of their code or ID number finds them. */
export const registrationSchema = z.strictObject({
  lookup: pseudonymSchema,
  pseudonym: pseudonymSchema,
  maskedName: z.string().min(1).max(20),
  surname: z.string().max(4),
  title: z.enum(['mr', 'ms', 'none']),
  about: aboutSchema,
});
export type Registration = z.infer<typeof registrationSchema>;

/** How many people posts ask for. */
export interface Heads {
  /** 岗位数: the number of jobs, not of job titles, as far as employers name it. */
  readonly places: number;
  /** Posts that ask for 若干, which no sum of places holds. */
  readonly some: number;
}

export function headsOf(posts: readonly Pick<FairPost, 'headcount'>[]): Heads {
  return {
    places: posts.reduce((sum, { headcount = 0 }) => sum + headcount, 0),
    some: posts.filter(({ headcount }) => headcount === undefined).length,
  };
}

export const headsOffered = ({ booths }: Pick<Fair, 'booths'>): Heads =>
  headsOf(booths.flatMap(({ posts }) => posts));

export const placesOffered = (fair: Pick<Fair, 'booths'>): number => headsOffered(fair).places;
