import { createHash } from 'node:crypto';
import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { enrolmentCodeText } from '../../../shared/sync/enrolment.ts';
import type { FairKeys } from '../keys/fair-keys.ts';
import { newPassphrase, stationFile } from '../keys/fair-pack.ts';
import type { Fetch } from '../sync/network.ts';

/**
 * Uploads a station's file to the server, and makes the code that a new machine scans to fetch it.
 */

export interface Offer {
  readonly fair: Fair;
  readonly keys: FairKeys;
  readonly slot: number;
  readonly server: string;
  /** A token of that server that is good for enrolments. */
  readonly token: string;
  readonly minutes: number;
  readonly reach: Fetch;
  readonly randomBytes: (length: number) => Uint8Array;
}

export type OfferFault =
  | { readonly kind: 'wrong-token' | 'no-such-fair' | 'no-network' }
  | { readonly kind: 'refused'; readonly status: number };

const LONGEST_WAIT_MS = 8_000;

export async function offerStation(offer: Offer): Promise<Result<string, OfferFault>> {
  const { fair, keys, slot, server, token, minutes, reach, randomBytes } = offer;
  const passphrase = newPassphrase(randomBytes);
  const code = Buffer.from(randomBytes(16)).toString('hex');
  const file = await stationFile(fair, keys, slot, passphrase, randomBytes);
  try {
    const answer = await reach(new URL(`/v1/fairs/${fair.id}/enrolments`, server), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        codeHash: createHash('sha256').update(code).digest('hex'),
        slot,
        file: JSON.stringify(file),
        minutes,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    if (answer.ok) return ok(enrolmentCodeText({ server, fair: fair.id, code, passphrase }));
    if (answer.status === 401 || answer.status === 403) return fail({ kind: 'wrong-token' });
    if (answer.status === 404) return fail({ kind: 'no-such-fair' });
    return fail({ kind: 'refused', status: answer.status });
  } catch {
    return fail({ kind: 'no-network' });
  }
}
