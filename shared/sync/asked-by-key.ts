import { z } from 'zod';

/**
 * What a server gives without a token to a holder of the fair's signing key, or of an organiser station's (P138):
 * they sign the server's own number, so that nobody can ask again with what was heard (P121, P126).
 */

export const CONTACTS_DOMAIN = 'chunfeng/contacts/1';
export const NEWEST_FAIR_DOMAIN = 'chunfeng/newest-fair/1';
export const DESTROYED_LIST_DOMAIN = 'chunfeng/destroyed-list/1';

export const askedByKeyText = (fair: string, nonce: string): string => `${fair}/${nonce}`;

/** Null at first: the refusal says what to sign. */
export const askedByKeySchema = z.strictObject({
  signed: z
    .strictObject({ nonce: z.string().max(120), signature: z.base64url().length(86) })
    .nullable(),
});

export const signThisSchema = z.strictObject({ kind: z.literal('sign-this'), nonce: z.string() });
