import { z } from 'zod';

/**
 * Whoever holds the fair's signing key fetches its sealed boxes without a token: it signs the server's own
 * number, so that nobody can ask again with what was heard (P121).
 */

export const CONTACTS_DOMAIN = 'chunfeng/contacts/1';

export const contactsText = (fair: string, nonce: string): string => `${fair}/${nonce}`;

/** Null at first: the refusal says what to sign. */
export const contactsAskedSchema = z.strictObject({
  signed: z
    .strictObject({ nonce: z.string().max(120), signature: z.base64url().length(86) })
    .nullable(),
});

export const signThisSchema = z.strictObject({ kind: z.literal('sign-this'), nonce: z.string() });
