import { concatBytes } from '@noble/hashes/utils.js';
import { type Delivered, noAnswer, readAnswer, uploadPath } from './answer.ts';
import { HEAD_HEADER, headHeader, READS_HEADER, SYNC_READS } from './versions.ts';
import type { Upload, WireFact } from './wire.ts';

/** An upload to a server and its answer: from a station, or from a hub on its behalf. */

/** Compresses with gzip. */
export type Pack = (text: string) => Promise<Uint8Array>;

/** Posts a request to a path of the server. */
export type Post = (path: string, request: PostRequest) => Promise<PostAnswer>;

interface PostRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly redirect: 'error';
}

interface PostAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The beginning of a body. Two gzip parts in a row unpack as one text, so this can be packed ahead. */
export function packFacts(facts: readonly WireFact[], pack: Pack): Promise<Uint8Array> {
  return pack(`{"facts":${JSON.stringify(facts)},`);
}

export async function deliver(
  { fair, slot }: { readonly fair: string; readonly slot: number },
  { facts, ...rest }: Upload,
  { pack, post }: { readonly pack: Pack; readonly post: Post },
  packedFacts = packFacts(facts, pack),
): Promise<Delivered> {
  const parts = await Promise.all([packedFacts, pack(JSON.stringify(rest).slice(1))]);
  try {
    const answer = await post(uploadPath(fair, slot), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        [READS_HEADER]: String(SYNC_READS),
        [HEAD_HEADER]: headHeader(rest),
      },
      body: concatBytes(...parts),
      redirect: 'error',
    });
    return readAnswer(answer.status, await answer.text(), answer.headers.get('retry-after'));
  } catch (error) {
    return noAnswer(error);
  }
}
