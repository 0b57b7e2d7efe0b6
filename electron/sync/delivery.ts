import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { type Delivered, noAnswer, readAnswer, uploadPath } from '../../shared/sync/answer.ts';
import type { Fetch } from './network.ts';
import type { Upload } from '../../shared/sync/wire.ts';

const zip = promisify(gzip);

export interface Address {
  readonly server: string;
  readonly fair: string;
  readonly slot: number;
}

/** One upload on its way to a server, and what became of it. */
export async function deliver(
  { server, fair, slot }: Address,
  upload: Upload,
  using: { readonly fetch: Fetch; readonly signal: AbortSignal },
): Promise<Delivered> {
  const body = await zip(JSON.stringify(upload), { level: constants.Z_BEST_SPEED });
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
