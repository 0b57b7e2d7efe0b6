import { type Ack, ackSchema, type SyncFault, syncFaultSchema } from './wire.ts';
import { jsonOf } from '../json.ts';

/** What became of an upload, by what came back. */

export type Failure = {
  readonly kind: 'failed';
  readonly why: 'no-network' | 'certificate' | 'server-trouble' | 'not-our-server';
  /** The server asked for so long a pause. */
  readonly afterMs?: number;
  /** Somebody was there, and it broke off on the way. */
  readonly cutOff?: true;
};

export type Delivered =
  | { readonly kind: 'acked'; readonly ack: Ack }
  | { readonly kind: 'refused'; readonly fault: SyncFault }
  | Failure;

/** A captive portal answers 200 as well: only what fits the schemas is the server's word. */
export function readAnswer(status: number, body: string, retryAfter: string | null): Delivered {
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

/** No answer at all; or a network, and somebody who can't show that they are the server. */
export function noAnswer(error: unknown): Failure {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/^EPROTO$|SSL|TLS|CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return { kind: 'failed', why: 'certificate' };
  }
  const nobody = /^ECONNREFUSED$|^ENOTFOUND$|^EAI_|UNREACH$|CONNECT_TIMEOUT$/.test(code);
  return { kind: 'failed', why: 'no-network', ...(!nobody && { cutOff: true }) };
}

export function uploadPath(fair: string, slot: number): string {
  return `/v1/fairs/${fair}/stations/${slot}/facts`;
}
