import type { z } from 'zod';
import { rolesAllowed } from '../../shared/authority.ts';
import { type askedByKeySchema, askedByKeyText } from '../../shared/sync/asked-by-key.ts';
import { isOurNonce, nonceFor } from '../exchange/nonce.ts';
import { isSigned } from '../fairs/keys.ts';
import type { KeptFair } from '../fairs/fairs.ts';

/** A holder of the fair's signing key needs no token: they sign the server's own number (P121, P126). */

/** No station has this number, so no station's nonce is good here. */
const ORGANISER = 0;
/** In the server's log, where there is no account's or token's name. */
export const BY_KEY = '主办方（用密钥签名）';

type Signed = z.infer<typeof askedByKeySchema>['signed'];

export const isByKey = (
  { fair, secret }: Pick<KeptFair, 'fair' | 'secret'>,
  domain: string,
  signed: Signed,
  nowMs: number,
  keys: readonly string[] = [fair.signingKey],
): boolean =>
  signed !== null &&
  isOurNonce(secret, ORGANISER, signed.nonce, nowMs) &&
  keys.some((key) =>
    isSigned(domain, askedByKeyText(fair.id, signed.nonce), signed.signature, key),
  );

/** Of all slots that may be the organiser's today; a revoked laptop asks for nothing. */
export const organiserStationKeys = ({ fair }: Pick<KeptFair, 'fair'>): string[] =>
  fair.stations
    .filter((station) => rolesAllowed(station, fair).has('organiser'))
    .filter(({ slot }) => !fair.revoked.includes(slot))
    .map(({ passKey }) => passKey);

export const signThis = ({ secret }: Pick<KeptFair, 'secret'>, nowMs: number) => ({
  kind: 'sign-this' as const,
  nonce: nonceFor(secret, ORGANISER, nowMs),
});
