import { z } from 'zod';
import { hashOfText } from '../chain.ts';
import { pseudonymSchema } from '../facts.ts';

/**
 * Sealed boxes on their way to the server, if the fair's settings allow it. Only the organiser's key opens
 * them. Each is signed by the entrance that sealed it, so that nobody on the way can exchange it.
 */

export const boxContents = ['identity', 'phone'] as const;
export type BoxContent = (typeof boxContents)[number];

export const sentBoxSchema = z.strictObject({
  pseudonym: pseudonymSchema,
  /** One of `boxContents`, or what only a newer entrance seals. */
  holds: z.string().regex(/^[a-z-]{1,24}$/),
  sealed: z.base64().max(8_000),
  /** An erasure order that is older than this belongs to an earlier consent. */
  stampMs: z.int().min(0),
  signature: z.base64url().length(86),
});
export type SentBox = z.infer<typeof sentBoxSchema>;

export const BOX_DOMAIN = 'chunfeng/sent-box/1';
export const MOST_BOXES = 100;

export function boxText(
  fair: string,
  slot: number,
  { pseudonym, holds, sealed, stampMs }: Omit<SentBox, 'signature'>,
): string {
  return `${fair}/${slot}/${pseudonym}/${holds}/${stampMs}/${hashOfText(sealed)}`;
}

/** The content of a box with a phone number: its owner says whether employers may have it. */
export const phoneContentSchema = z.strictObject({
  phone: z.string(),
  share: z.boolean(),
  /** Left by somebody who had only typed the ID number, which others may know. */
  typed: z.literal(true).exactOptional(),
});
export type PhoneContent = z.infer<typeof phoneContentSchema>;
export const phoneContent = (content: PhoneContent): string => JSON.stringify(content);

interface OpenedBox {
  readonly stampMs: number;
  /** The person who left it had shown neither card nor registration. */
  readonly typed: boolean;
}

/**
 * Of the boxes that several entrances sealed for one person: the newest that its owner left, else the first
 * that anybody typed.
 */
export function boxThatCounts<B extends OpenedBox>(boxes: readonly B[]): B | undefined {
  const inTime = boxes.toSorted((a, b) => a.stampMs - b.stampMs);
  return inTime.findLast(({ typed }) => !typed) ?? inTime[0];
}
