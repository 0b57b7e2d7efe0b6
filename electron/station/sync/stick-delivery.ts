import type { Fair } from '../../../shared/fair.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Delivered } from '../../../shared/sync/answer.ts';
import type { Upload } from '../../../shared/sync/wire.ts';
import { deliver } from './delivery.ts';
import type { FromStick } from './facts-on-a-stick.ts';
import type { Fetch } from './network.ts';

/** Sends what a station saved to a stick to a server, by the same rules as over a network. */

const PATIENCE_MS = 120_000;

export type NotDelivered = Exclude<Delivered, { kind: 'acked' }>;

export async function deliverStick(
  { slot, uploads }: FromStick,
  to: {
    readonly fair: Pick<Fair, 'id' | 'boxesToServer'>;
    readonly server: string;
    readonly fetch: Fetch;
  },
): Promise<Result<{ readonly facts: number }, NotDelivered>> {
  const { fair, server, fetch } = to;
  let facts = 0;
  for (const { boxes, ...own } of uploads) {
    // If the fair keeps boxes at the entrances, this path must not send them to the server either.
    const upload = fair.boxesToServer && boxes ? { ...own, boxes } : own;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const delivered = await deliverInParts(upload, (part) =>
      deliver({ server, fair: fair.id, slot }, part, { fetch, signal }),
    );
    if (delivered.kind !== 'acked') return fail(delivered);
    facts += upload.facts.length;
  }
  return ok({ facts });
}

/** A head that was signed for all of them fits each part, too. */
async function deliverInParts(
  upload: Upload,
  send: (part: Upload) => Promise<Delivered>,
): Promise<Delivered> {
  const delivered = await send(upload);
  const { facts } = upload;
  const isTooLarge = delivered.kind === 'failed' && delivered.why === 'too-large';
  if (!isTooLarge || facts.length < 2) return delivered;
  const middle = Math.floor(facts.length / 2);
  const first = await deliverInParts({ ...upload, facts: facts.slice(0, middle) }, send);
  if (first.kind !== 'acked') return first;
  return deliverInParts({ ...upload, facts: facts.slice(middle) }, send);
}
