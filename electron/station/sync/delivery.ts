import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { type Delivered, noAnswer, readAnswer, uploadPath } from '../../../shared/sync/answer.ts';
import type { Fetch } from './network.ts';
import type { Upload, WireFact } from '../../../shared/sync/wire.ts';

const zip = promisify(gzip);

export interface Address {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
}

const packed = (text: string): Promise<Uint8Array> => zip(text, { level: constants.Z_BEST_SPEED });

/** The beginning of a body: packed by itself, since what is packed in two parts unpacks as one. */
export const packFacts = (facts: readonly WireFact[]): Promise<Uint8Array> =>
  packed(`{"facts":${JSON.stringify(facts)},`);

/** One upload on its way to a server, and what became of it. */
export async function deliver(
  { server, fair, slot }: Address,
  { facts, ...rest }: Upload,
  using: { readonly fetch: Fetch; readonly signal: AbortSignal },
  packedFacts = packFacts(facts),
): Promise<Delivered> {
  const parts = await Promise.all([packedFacts, packed(JSON.stringify(rest).slice(1))]);
  const body = Buffer.concat(parts);
  try {
    const answer = await using.fetch(new URL(uploadPath(fair, slot), server), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: using.signal,
    });
    return readAnswer(answer.status, await answer.text(), answer.headers.get('retry-after'));
  } catch (error) {
    return noAnswer(error);
  }
}
