import { createHash } from 'node:crypto';
import type { Fair } from '../../../shared/fair.ts';
import { z } from 'zod';
import { jsonOf } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { type Unreachable, whyUnreachable } from '../../../shared/sync/unreachable.ts';
import { enrolmentCodeText } from '../../../shared/sync/enrolment.ts';
import { atServer } from '../../../shared/server-pins.ts';
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
  /** Where this machine itself reaches it; the same, if absent. */
  readonly here?: string;
  /** A token of that server that is good for enrolments. */
  readonly token: string;
  readonly minutes: number;
  readonly reach: Fetch;
  /** By which the new machine will know that server. */
  readonly pins: readonly string[];
  readonly randomBytes: (length: number) => Uint8Array;
}

export type OfferFault =
  | { readonly kind: 'wrong-token' | 'no-such-fair' | 'not-our-server' | Unreachable }
  | { readonly kind: 'refused'; readonly status: number };

const LONGEST_WAIT_MS = 8_000;

/** A log-in page of the network answers, too. */
const answered = z.union([z.object({ ok: z.literal(true) }), z.object({ kind: z.string() })]);

export async function offerStation(offer: Offer): Promise<Result<string, OfferFault>> {
  const {
    fair,
    keys,
    slot,
    server,
    here = server,
    pins,
    token,
    minutes,
    reach,
    randomBytes,
  } = offer;
  const passphrase = newPassphrase(randomBytes);
  const code = Buffer.from(randomBytes(16)).toString('hex');
  const file = await stationFile(fair, keys, slot, passphrase, randomBytes);
  try {
    const answer = await reach(new URL(atServer(here, `/v1/fairs/${fair.id}/enrolments`)), {
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
    const said = answered.safeParse(jsonOf(await answer.text())).data;
    if (!said) return fail({ kind: 'not-our-server' });
    if ('ok' in said) {
      return ok(enrolmentCodeText({ server, fair: fair.id, code, passphrase, pins: [...pins] }));
    }
    if (answer.status === 401 || answer.status === 403) return fail({ kind: 'wrong-token' });
    if (said.kind === 'no-such-fair') return fail({ kind: 'no-such-fair' });
    return fail({ kind: 'refused', status: answer.status });
  } catch (error) {
    return fail({ kind: whyUnreachable(error) });
  }
}
