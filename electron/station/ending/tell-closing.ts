import type { Fair } from '../../../shared/fair.ts';
import type { SignedTime } from '../../../shared/signed-time.ts';
import { atServer } from '../../../shared/server-pins.ts';
import { type Unreachable, whyUnreachable } from '../../../shared/sync/unreachable.ts';
import type { Fetch } from '../sync/network.ts';

/** Tells a server that the fair is over; its stations and hubs ask it by themselves. */

export type ClosingAnswer = 'received' | 'too-early' | 'no-such-fair' | Unreachable;

const PATIENCE_MS = 20_000;

export async function tellClosing(
  { id }: Pick<Fair, 'id'>,
  time: SignedTime,
  { server, fetch }: { readonly server: string; readonly fetch: Fetch },
): Promise<ClosingAnswer> {
  try {
    const answer = await fetch(new URL(atServer(server, `/v1/fairs/${id}/closing`)), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(time),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 200) return 'received';
    return answer.status === 404 ? 'no-such-fair' : 'too-early';
  } catch (error) {
    return whyUnreachable(error);
  }
}

/** What its clock says; undefined without an answer. */
export async function serversTime(
  { id }: Pick<Fair, 'id'>,
  { server, fetch }: { readonly server: string; readonly fetch: Fetch },
): Promise<number | undefined> {
  try {
    const answer = await fetch(new URL(atServer(server, `/v1/fairs/${id}/closing`)), {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const ms = Date.parse(answer.headers.get('date') ?? '');
    return Number.isNaN(ms) ? undefined : ms;
  } catch {
    return undefined;
  }
}
