import { z } from 'zod';
import { type Fair } from '../fair.ts';
import { fairIdSchema, hashSchema } from '../facts.ts';
import { jsonOf } from '../json.ts';

/**
 * Lists of people who registered, on their way to the entrances (P105 to P107). Each is a pack that only entrances
 * can read; one signed text names all that count, so that what it names no more is taken back.
 */

export const PEOPLE_LISTS_DOMAIN = 'chunfeng/people-lists/1';

/** A hundred thousand people are seven megabytes. */
export const MOST_PACK_BYTES = 16 * 1024 * 1024;
const MOST_LISTS = 60;
export const MOST_BEFORE = 500;

const peopleListsSchema = z.strictObject({
  v: z.literal(1),
  fair: fairIdSchema,
  /** Only rises: an older one never takes the place of a newer one. */
  number: z.int().min(1),
  /** Those that it follows: nobody drops a list that they had not heard of. */
  before: z.array(z.int().min(1)).max(MOST_BEFORE),
  lists: z
    .array(
      z.strictObject({
        /** SHA-256 of the pack's bytes. */
        hash: hashSchema,
        bytes: z.int().min(1).max(MOST_PACK_BYTES),
        people: z.int().min(0),
      }),
    )
    .max(MOST_LISTS),
});
export type PeopleLists = z.infer<typeof peopleListsSchema>;

/** As it travels: its canonical text, and the organiser's signature over that. */
export const signedPeopleListsSchema = z.strictObject({
  text: z.string().max(20_000),
  signature: z.base64url().length(86),
});
export type SignedPeopleLists = z.infer<typeof signedPeopleListsSchema>;

type IsSigned = (domain: string, text: string, signature: string, publicKey: string) => boolean;

/** Undefined if it is forged, of another fair, or of a newer program. */
export function readPeopleLists(
  { text, signature }: SignedPeopleLists,
  { id, signingKey }: Pick<Fair, 'id' | 'signingKey'>,
  isSigned: IsSigned,
): PeopleLists | undefined {
  if (!isSigned(PEOPLE_LISTS_DOMAIN, text, signature, signingKey)) return undefined;
  const lists = peopleListsSchema.safeParse(jsonOf(text)).data;
  return lists?.fair === id ? lists : undefined;
}

/** What a server still needs of the packs that the newest lists name. */
export const keptListsSchema = z.strictObject({
  number: z.int().min(0),
  wants: z.array(hashSchema),
});

export const listFaults = ['unreadable', 'older', 'other-history', 'closed'] as const;
export const packFaults = ['not-named', 'other-content'] as const;

export const packSchema = z.strictObject({
  base64: z.base64().max(Math.ceil(MOST_PACK_BYTES / 3) * 4 + 4),
});
