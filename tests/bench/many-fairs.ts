import { mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { IncomingMessage, request, type RequestOptions } from 'node:http';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { SignedFair } from '../../shared/fair.ts';
import type { Happening } from '../../shared/facts.ts';
import { HEAD_HEADER, headHeader, READS_HEADER, SYNC_READS } from '../../shared/sync/versions.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { signFair } from '../../electron/station/keys/signed-fair.ts';
import { storeIn } from '../../electron/station/store/testing/store-in.ts';
import { type Signer, signedHead } from '../../electron/station/sync/signed-head.ts';
import { makeSquare } from '../rehearse/square.ts';

/** Fairs whose uploads are signed beforehand, so that only the server works while it is measured. */

export interface ReadyFair {
  readonly id: string;
  readonly signed: SignedFair;
  readonly stations: readonly { readonly slot: number; readonly uploads: readonly Upload[] }[];
}

interface Size {
  readonly stations: number;
  readonly uploads: number;
  readonly factsOfEach: number;
}

const WRITTEN_AT_ONCE = 200;

export async function readyFair({ stations, uploads, factsOfEach }: Size): Promise<ReadyFair> {
  const { fair, keys } = makeSquare({ employers: stations * 4, stations });
  const folder = await mkdtemp(join(tmpdir(), 'chunfeng-ready-'));
  const ready: { slot: number; uploads: Upload[] }[] = [];
  for (const { slot, serves } of fair.stations) {
    const passSeed = keys.passKeys.find((key) => key.slot === slot)?.seed;
    if (!passSeed) throw new Error(`no key of ${slot}`);
    let nowMs = Date.UTC(2027, 1, 27, 1);
    const store = await storeIn(join(folder, String(slot)), {
      fair: fair.id,
      slot,
      now: () => nowMs,
    });
    const total = uploads * factsOfEach;
    for (let from = 0; from < total; from += WRITTEN_AT_ONCE) {
      nowMs += 60_000;
      const some = Math.min(WRITTEN_AT_ONCE, total - from);
      store.ledger.append(
        Array.from({ length: some }, (_, n) => ({
          person: personOf(`${fair.id}/${slot}/${Math.floor((from + n) / 4)}`),
          happening: happeningOf(from + n, serves),
        })),
      );
    }
    ready.push({ slot, uploads: [...uploadsIn({ fair, slot, passSeed, store, factsOfEach })] });
    store.close();
  }
  await rm(folder, { recursive: true });
  return { id: fair.id, signed: signFair(fair, keys.signingKey), stations: ready };
}

const personOf = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 32);

function happeningOf(n: number, serves: readonly string[] = []): Happening {
  const booth = serves[n % Math.max(1, serves.length)];
  if (booth === undefined) return { kind: 'checkin', what: { means: 'card', lane: 'self' } };
  return n % 4 === 3
    ? { kind: 'resume', what: { booth, post: `${booth}-1` } }
    : { kind: 'visit', what: { booth } };
}

interface Sending extends Signer {
  readonly store: Awaited<ReturnType<typeof storeIn>>;
  readonly factsOfEach: number;
}

function* uploadsIn({ store, factsOfEach, ...signer }: Sending): Generator<Upload> {
  const [incarnation] = store.ledger.incarnations();
  if (!incarnation) return;
  const { name, from, head } = incarnation;
  for (let at = from; at.seq < head.seq; ) {
    const facts = [...store.ledger.wireAfter(name, at.seq, factsOfEach)];
    at = { seq: at.seq + facts.length, hash: facts.at(-1)?.hash ?? '' };
    const signed = signedHead(signer, name, at);
    yield {
      v: 1,
      incarnation: name,
      from,
      facts,
      head: signed,
      waiting: 0,
      erasures: [],
      proofs: [],
    };
  }
}

/** Sends it as a station does, again after a pause where the server is busy. Returns how long the answer took. */
export async function sent(
  port: number,
  fair: string,
  slot: number,
  upload: Upload,
): Promise<number> {
  const path = `/v1/fairs/${fair}/stations/${slot}/facts`;
  const headers = {
    'content-type': 'application/json',
    [READS_HEADER]: String(SYNC_READS),
    [HEAD_HEADER]: headHeader(upload),
  };
  const body = JSON.stringify(upload);
  const began = performance.now();
  for (;;) {
    const { status, retryAfter, said } = await posted({ port, path, headers }, body);
    if (status === 200) return performance.now() - began;
    if (status !== 503) throw new Error(`answered with ${status}: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, retryAfter * 1_000));
  }
}

/** On a connection of its own, as a machine of its own has; `fetch` would let some wait behind others here. */
async function posted(to: RequestOptions, body: string) {
  const asked = request({ ...to, host: '127.0.0.1', method: 'POST', agent: false });
  const answered = once(asked, 'response');
  asked.end(body);
  const [answer] = z.tuple([z.instanceof(IncomingMessage)]).parse(await answered);
  return {
    status: answer.statusCode ?? 0,
    retryAfter: Number(answer.headers['retry-after'] ?? 1),
    said: await text(answer),
  };
}
