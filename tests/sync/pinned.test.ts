import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer } from 'node:https';
import { connect, createServer as createTcp, type Server as Tcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliver } from '../../electron/station/sync/delivery.ts';
import { networkOf, networkTo, type NetworkOptions } from '../../electron/station/sync/network.ts';
import { fetchAbove } from '../../server/relay/pinned-above.ts';
import { type Certificate, nextCertificate, ownCertificate } from '../../server/tls/certificate.ts';
import { fairSchema } from '../../shared/fair.ts';
import type { Upload } from '../../shared/sync/wire.ts';
import { loadSampleFair } from '../../electron/station/sample/sample-fair.ts';

/** Servers with certificates of their own, and who talks to them by which key. */

let folder = '';
let own: Certificate;
let next: Certificate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chunfeng-pins-'));
  const [first, second] = [
    await ownCertificate(folder, Date.now()),
    await nextCertificate(folder, Date.now()),
  ];
  if (!first.ok || !second.ok) throw new Error('no certificate');
  own = first.value;
  next = second.value;
});
afterAll(() => rm(folder, { recursive: true }));

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function portOf(server: Server | Tcp): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** What it was asked shows whether anything was said to it. */
async function serving({ cert, key }: Certificate) {
  const asked: string[] = [];
  const server = createServer({ cert, key }, ({ url = '' }, answer) => {
    asked.push(url);
    answer.end(JSON.stringify({ acked: { seq: 0, hash: '0'.repeat(64) }, proven: 0, nonce: 'n' }));
  });
  const url = `https://127.0.0.1:${await portOf(server)}`;
  closing.push(() => server.closeAllConnections());
  return { url, asked, server };
}

const upload: Upload = {
  v: 1,
  incarnation: '00000000',
  from: { seq: 0, hash: '0'.repeat(64) },
  facts: [],
  head: { seq: 0, hash: '0'.repeat(64), signature: 'A'.repeat(86) },
  waiting: 0,
  erasures: [],
};

async function sent(server: string, fetch: Awaited<ReturnType<typeof networkTo>>): Promise<string> {
  const signal = AbortSignal.timeout(60_000);
  const delivered = await deliver({ server, fair: 'c48f0482', slot: 1 }, upload, { fetch, signal });
  return delivered.kind === 'failed' ? delivered.why : delivered.kind;
}

const sentPinned = async (
  server: string,
  pins: readonly string[],
  proxyOf?: NetworkOptions['proxyOf'],
): Promise<string> =>
  sent(server, await networkTo({ server, pins: () => pins, ...(proxyOf && { proxyOf }) }));

describe('a server with a key of its own', () => {
  it('is known by its key alone, whatever its name and authority (P95)', async () => {
    const { url } = await serving(own);
    expect(await sentPinned(url, [own.pin])).toBe('acked');
    expect(await sentPinned(url, [next.pin, own.pin])).toBe('acked');
    expect(await sentPinned(url, [])).toBe('certificate');
  });

  it('hears not a word if it shows another key (P96)', async () => {
    const { url, asked } = await serving(next);
    expect(await sentPinned(url, [own.pin])).toBe('other-key');
    expect(asked).toEqual([]);
  });

  it('is never spoken to without TLS once it has a pin (P96)', async () => {
    expect(await sentPinned('http://station.invalid', [own.pin])).toBe('not-encrypted');
    expect(await sentPinned('http://station.invalid', [])).toBe('no-network');
  });

  it('is known by its next key as soon as a revision names it (P97)', async () => {
    const { url, server } = await serving(own);
    const fair = { serverPins: [own.pin] };
    const fetch = await networkOf(() => fair, url);
    expect(await sent(url, fetch)).toBe('acked');
    server.setSecureContext({ cert: next.cert, key: next.key });
    server.closeAllConnections();
    expect(await sent(url, fetch)).toBe('other-key');
    fair.serverPins = [own.pin, next.pin];
    expect(await sent(url, fetch)).toBe('acked');
  });

  it('is known by its enrolment code only while no fair names its key (P98)', async () => {
    const { url } = await serving(own);
    const enrolled = { server: url, serverPins: [own.pin] };
    expect(await sent(url, await networkOf(() => ({}), url, { enrolled }))).toBe('acked');
    const elsewhere = { ...enrolled, server: 'https://hub.invalid' };
    expect(await sent(url, await networkOf(() => ({}), url, { enrolled: elsewhere }))).toBe(
      'certificate',
    );
    const fair = { serverPins: [next.pin] };
    expect(await sent(url, await networkOf(() => fair, url, { enrolled }))).toBe('other-key');
  });
});

/** Pipes bytes to where the first line of what it hears says. */
function piping(
  socket: Socket,
  host: string | undefined,
  port: number,
  hello: Buffer | string,
): void {
  const beyond = connect(port, host, () => {
    socket.write(hello);
    beyond.pipe(socket).pipe(beyond);
  });
  for (const each of [socket, beyond]) each.on('error', () => undefined);
  closing.push(
    () => beyond.destroy(),
    () => socket.destroy(),
  );
}

async function httpProxy(): Promise<string> {
  const proxy = createHttp().on('connect', ({ url = '' }, socket: Socket) => {
    const [host, port] = url.split(':');
    piping(socket, host, Number(port), 'HTTP/1.1 200 Connection established\r\n\r\n');
  });
  return `PROXY 127.0.0.1:${await portOf(proxy)}`;
}

async function socksProxy(): Promise<string> {
  const proxy = createTcp((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      // Version, command, reserved, IPv4, four bytes of address, two of port.
      socket.once('data', (asked: Buffer) => {
        const host = [...asked.subarray(4, 8)].join('.');
        piping(socket, host, asked.readUInt16BE(8), Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      });
    });
  });
  return `SOCKS5 127.0.0.1:${await portOf(proxy)}`;
}

describe('through a proxy', () => {
  it.each([
    ['HTTP', httpProxy],
    ['SOCKS', socksProxy],
  ])('of %s the server’s key is checked as well (P96)', async (_name, open) => {
    const proxy = await open();
    const right = await serving(own);
    const wrong = await serving(next);
    expect(await sentPinned(right.url, [own.pin], async () => proxy)).toBe('acked');
    expect(await sentPinned(wrong.url, [own.pin], async () => proxy)).toBe('other-key');
    expect(await sentPinned(wrong.url, [], async () => proxy)).toBe('certificate');
    expect(wrong.asked).toEqual([]);
  });

  it('that refuses, the proxy is named', async () => {
    const proxy = createHttp().on('connect', (_asked, socket: Socket) => {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const said = `PROXY 127.0.0.1:${await portOf(proxy)}`;
    expect(await sentPinned('https://server.invalid', [own.pin], async () => said)).toBe('proxy');
  });
});

describe('a hub', () => {
  const ask = (url: string, pins: readonly string[]) =>
    fetchAbove({
      upstream: url,
      fairById: async () => ({ ...(await sample), serverPins: [...pins] }),
    })(new URL(`${url}/v1/fairs/c48f0482/closing`), {
      redirect: 'error',
      signal: AbortSignal.timeout(60_000),
    });
  const sample = loadSampleFair(
    join(import.meta.dirname, '../../resources/fairs/street-market'),
  ).then(({ fair }) => fairSchema.parse(fair));

  it('reaches the server above by the pins of the fair that it asks for (P96)', async () => {
    const { url, asked } = await serving(own);
    expect((await ask(url, [own.pin])).status).toBe(200);
    await expect(ask(url, [next.pin])).rejects.toMatchObject({
      cause: { code: 'ERR_TLS_CERT_PINNED' },
    });
    await expect(ask(url, [])).rejects.toThrow('fetch failed');
    await expect(ask('http://server.invalid', [own.pin])).rejects.toMatchObject({
      cause: { code: 'ERR_TLS_NOT_ENCRYPTED' },
    });
    expect(asked.length).toBe(1);
  });
});

describe('an address with a path of its own', () => {
  it('keeps it before every call (P99)', async () => {
    const { url, asked } = await serving(own);
    const server = `${url}/gateway/chunfeng/`;
    expect(await sentPinned(server, [own.pin])).toBe('acked');
    expect(asked).toEqual(['/gateway/chunfeng/v1/fairs/c48f0482/stations/1/facts']);
  });
});

it('keeps its own key where only its account can read it', async () => {
  const { mode } = await import('node:fs/promises').then(({ stat }) =>
    stat(join(folder, 'tls', 'own.pem')),
  );
  // On Windows, the account's folder says who may read.
  if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, 'tls', 'own.pem'), 'utf8')).toContain('PRIVATE KEY');
  const again = await ownCertificate(folder, Date.now());
  expect(again.ok && again.value.pin).toBe(own.pin);
});
