import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { random } from '../sync/forged.ts';

/** A hub's line to the server that changes whom facts are about, in one upload of three. */

const uploadSchema = z.looseObject({
  facts: z.array(z.looseObject({ opening: z.looseObject({}).optional() })),
});

export interface Liar {
  readonly url: string;
  close(): Promise<void>;
}

export async function liarTo(server: string, chance: () => number): Promise<Liar> {
  const line = createServer((request, response) => {
    handOn(request, response, server, chance).catch(() => response.destroy());
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const { port } = z
    .object({ port: z.int() })
    .parse(line.address() satisfies string | AddressInfo | null);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      line.closeAllConnections();
      line.close();
      await once(line, 'close');
    },
  };
}

async function handOn(
  request: IncomingMessage,
  response: ServerResponse,
  server: string,
  chance: () => number,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { method = 'GET', url = '/', headers } = request;
  const sent = Buffer.concat(await request.toArray());
  const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
  const lies = url.endsWith('/facts') && chance() < 1 / 3;
  const body = lies ? lie(plain, chance) : plain.toString();
  const passed = ['content-type', 'chunfeng-reads', 'accept'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const answer = await fetch(new URL(url, server), {
    method,
    headers: Object.fromEntries(passed),
    ...(method === 'POST' && { body }),
    signal: gone.signal,
  });
  const kind = answer.headers.get('content-type') ?? 'text/plain';
  response.writeHead(answer.status, { 'content-type': kind });
  if (answer.body) await pipeline(Readable.from(answer.body), response);
  else response.end();
}

/** Openings left out, or made-up tombstones in their place. */
function lie(body: Uint8Array, chance: () => number): string {
  const upload = uploadSchema.parse(JSON.parse(Buffer.from(body).toString()));
  const facts = upload.facts.map(({ opening, ...fact }) => {
    if (!opening || chance() < 1 / 2) return { ...fact, ...(opening && { opening }) };
    return chance() < 1 / 2 ? fact : { ...fact, tombstone: random() };
  });
  return JSON.stringify({ ...upload, facts });
}
