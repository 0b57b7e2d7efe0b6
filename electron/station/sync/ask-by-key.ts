import { jsonOf } from '../../../shared/json.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { atServer } from '../../../shared/server-pins.ts';
import { askedByKeyText, signThisSchema } from '../../../shared/sync/asked-by-key.ts';
import { keyText, signText } from '../keys/fair-keys.ts';
import type { Fetch } from './network.ts';

/** Asks a server for what it gives to the fair's signing key, or to an organiser's station, alone: what is signed is the server's own number. */

interface AskedByKey {
  readonly server: string;
  readonly fetch: Fetch;
  readonly fair: string;
  /** The last part of the path. */
  readonly what: 'contacts' | 'newest' | 'destroyed/list';
  readonly domain: string;
  readonly signingKey: Uint8Array;
  readonly patienceMs: number;
}

type Answer = Awaited<ReturnType<Fetch>>;

export type ByKeyFault = {
  readonly kind: 'too-many' | 'no-such-fair' | 'older-server' | 'not-our-server';
};

/** Rejects where there is no answer at all. */
export async function askByKey(asked: AskedByKey): Promise<Result<string, ByKeyFault>> {
  const { server, fetch, fair, what, domain, signingKey, patienceMs } = asked;
  const ask = (body: object): Promise<Answer> =>
    fetch(new URL(atServer(server, `/v1/fairs/${fair}/${what}`)), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
  const first = await ask({ signed: null });
  const text = await textOf(first);
  const sign = signThisSchema.safeParse(jsonOf(text)).data;
  if (!sign) return fail({ kind: whyNoNumber(first.status, text) });
  const { nonce } = sign;
  const signature = keyText(signText(domain, askedByKeyText(fair, nonce), signingKey));
  const answer = await ask({ signed: { nonce, signature } });
  if (answer.status === 429) return fail({ kind: 'too-many' });
  if (answer.status === 404) return fail({ kind: 'no-such-fair' });
  return ok(await textOf(answer));
}

/** A server of before has no such call, or has this address for tokens alone. */
function whyNoNumber(status: number, text: string): ByKeyFault['kind'] {
  if (status === 429) return 'too-many';
  if (status !== 404 && status !== 405) return 'not-our-server';
  return jsonOf(text) !== undefined && text.includes('no-such-fair')
    ? 'no-such-fair'
    : 'older-server';
}

/** All boxes of a large fair; a server that answers without end is none of ours. */
const MOST_BYTES = 256 * 1024 * 1024;

async function textOf({ body }: Answer): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > MOST_BYTES) break;
    parts.push(part);
  }
  return bytes > MOST_BYTES ? '' : Buffer.concat(parts).toString('utf8');
}
