import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Delivered } from '../../../shared/sync/answer.ts';
import * as delivery from '../../../shared/sync/delivery.ts';
import type { Upload } from '../../../shared/sync/wire.ts';
import { atServer } from '../../../shared/server-pins.ts';
import type { Fetch } from './network.ts';

export interface Address {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
}

const zip = promisify(gzip);
export const pack: delivery.Pack = (text) => zip(text, { level: constants.Z_BEST_SPEED });

/** Delivers over this machine's network. */
export function deliver(
  address: Address,
  upload: Upload,
  { fetch, signal }: { readonly fetch: Fetch; readonly signal: AbortSignal },
  packedFacts?: Promise<Uint8Array>,
): Promise<Delivered> {
  const post: delivery.Post = (path, request) =>
    fetch(new URL(atServer(address.server, path)), { ...request, signal });
  return delivery.deliver(address, upload, { pack, post }, packedFacts);
}
