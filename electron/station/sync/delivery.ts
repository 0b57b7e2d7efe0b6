import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Delivered } from '../../../shared/sync/answer.ts';
import * as delivery from '../../../shared/sync/delivery.ts';
import type { Upload, WireFact } from '../../../shared/sync/wire.ts';
import type { Fetch } from './network.ts';

/** Deliveries over this machine's network. */

export interface Address {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
}

const zip = promisify(gzip);
const pack: delivery.Pack = (text) => zip(text, { level: constants.Z_BEST_SPEED });

export const packFacts = (facts: readonly WireFact[]): Promise<Uint8Array> =>
  delivery.packFacts(facts, pack);

export function deliver(
  address: Address,
  upload: Upload,
  { fetch, signal }: { readonly fetch: Fetch; readonly signal: AbortSignal },
  packedFacts?: Promise<Uint8Array>,
): Promise<Delivered> {
  const post: delivery.Way['post'] = (path, request) =>
    fetch(new URL(path, address.server), { ...request, signal });
  return delivery.deliver(address, upload, { pack, post }, packedFacts);
}
