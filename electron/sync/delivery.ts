import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import {
  type Ack,
  ackSchema,
  type SyncFault,
  syncFaultSchema,
  type Upload,
} from '../../shared/sync/wire.ts';

/** One upload on its way to a server, and what became of it. */

const zip = promisify(gzip);

export interface Address {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
}

export type Failure = {
  readonly kind: 'failed';
  readonly why: 'no-network' | 'certificate' | 'server-trouble' | 'not-our-server';
  /** The server asked for so long a pause. */
  readonly afterMs?: number;
};

export type Delivered =
  | { readonly kind: 'acked'; readonly ack: Ack }
  | { readonly kind: 'refused'; readonly fault: SyncFault }
  | Failure;

export async function deliver(
  { server, fair, slot }: Address,
  upload: Upload,
  using: { readonly fetch: typeof fetch; readonly signal: AbortSignal },
): Promise<Delivered> {
  const body = await zip(JSON.stringify(upload), { level: constants.Z_BEST_SPEED });
  try {
    const answer = await using.fetch(new URL(`/v1/fairs/${fair}/stations/${slot}/facts`, server), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: using.signal,
    });
    return read(answer.status, await answer.text(), answer.headers.get('retry-after'));
  } catch (error) {
    return { kind: 'failed', why: isOfTls(error) ? 'certificate' : 'no-network' };
  }
}

/** A captive portal answers 200 as well: only what fits the schemas is the server's word. */
function read(status: number, body: string, retryAfter: string | null): Delivered {
  const json = jsonOf(body);
  const ack = ackSchema.safeParse(json);
  if (status === 200 && ack.success) return { kind: 'acked', ack: ack.data };
  const fault = syncFaultSchema.safeParse(json);
  if (fault.success) return { kind: 'refused', fault: fault.data };
  if (status === 429 || status >= 500) {
    const seconds = Number(retryAfter);
    const asked = Number.isFinite(seconds) && seconds > 0;
    return {
      kind: 'failed',
      why: 'server-trouble',
      ...(asked && { afterMs: Math.min(seconds, 600) * 1_000 }),
    };
  }
  return { kind: 'failed', why: 'not-our-server' };
}

/** There is a network, and whoever answers can't show that they are the server. */
function isOfTls(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^EPROTO$|SSL|TLS|CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
