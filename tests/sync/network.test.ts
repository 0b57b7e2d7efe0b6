import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { deliver } from '../../electron/station/sync/delivery.ts';
import {
  type Fetch,
  firstProxy,
  networkOf,
  networkTo,
  type ProxyOf,
} from '../../electron/station/sync/network.ts';
import type { Upload } from '../../shared/sync/wire.ts';

/** Real certificates and proxies on loopback, between a station and its server. */

const certificates = join(import.meta.dirname, 'certificates');
const pem = (name: string): Promise<string> => readFile(join(certificates, `${name}.pem`), 'utf8');

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const upload: Upload = {
  v: 1,
  incarnation: '00000000',
  from: { seq: 0, hash: '0'.repeat(64) },
  facts: [],
  head: { seq: 0, hash: '0'.repeat(64), signature: 'A'.repeat(86) },
  waiting: 0,
  erasures: [],
};

async function secure(name: string): Promise<string> {
  const server = createServer(
    { cert: await pem(name), key: await pem(`${name}-key`) },
    (_, answer) => {
      answer.end(
        JSON.stringify({ acked: { seq: 0, hash: '0'.repeat(64) }, proven: 0, nonce: 'n' }),
      );
    },
  );
  return `https://127.0.0.1:${await listening(server)}`;
}

async function listening(server: ReturnType<typeof createProxy>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function outcome(server: string, fetch: Fetch): Promise<string> {
  const signal = AbortSignal.timeout(60_000);
  const delivered = await deliver({ server, fair: 'c48f0482', slot: 1 }, upload, { fetch, signal });
  return delivered.kind === 'failed' ? delivered.why : delivered.kind;
}

const none = (): readonly string[] => [];

async function trusting(server: string, name: string, proxyOf?: ProxyOf): Promise<Fetch> {
  const fair = { serverCertificate: await pem(name) };
  return networkOf(() => fair, server, proxyOf && { proxyOf });
}

describe('a station’s connection', () => {
  it('accepts a hall’s server with the fair’s certificate, under any address', async () => {
    const server = await secure('server');
    expect(await outcome(server, await networkTo({ server, pins: none }))).toBe('certificate');
    expect(await outcome(server, await trusting(server, 'server'))).toBe('acked');
  });

  it('accepts no other certificate when the fair names one', async () => {
    const server = await secure('stranger');
    expect(await outcome(server, await trusting(server, 'server'))).toBe('other-key');
    const vouched = await secure('authorised');
    expect(await outcome(vouched, await trusting(vouched, 'authority'))).toBe('other-key');
  });

  // On other systems no variable names another store.
  it.runIf(process.platform === 'linux')(
    'trusts certificate authorities of its system, such as a bureau’s own',
    async () => {
      const server = await secure('authorised');
      // Node reads the system's store once per process.
      const asked = async (store: string): Promise<string> => {
        const env = { ...process.env, SSL_CERT_FILE: join(certificates, store) };
        const reach = join(import.meta.dirname, 'reach.ts');
        const { stdout } = await promisify(execFile)(process.execPath, [reach, server], { env });
        return stdout.trim();
      };
      expect(await asked('authority.pem')).toBe('200');
      expect(await asked('stranger.pem')).toBe('certificate');
    },
  );

  it('uses the system’s proxy and still verifies the server behind it', async () => {
    const server = await secure('server');
    const through: string[] = [];
    const proxy = createProxy().on('connect', ({ url = '' }, socket: Socket) => {
      through.push(url);
      const [host, port] = url.split(':');
      const beyond = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        beyond.pipe(socket).pipe(beyond);
      });
      closing.push(
        () => beyond.destroy(),
        () => socket.destroy(),
      );
    });
    const port = await listening(proxy);
    const proxyOf = async (): Promise<string> => `PROXY 127.0.0.1:${port}; DIRECT`;
    expect(await outcome(server, await trusting(server, 'server', proxyOf))).toBe('acked');
    expect(through).toEqual([new URL(server).host]);
    const stranger = await secure('stranger');
    expect(await outcome(stranger, await trusting(stranger, 'server', proxyOf))).toBe('other-key');
  });

  it('reports no network when the server’s name cannot be resolved', async () => {
    const server = 'http://nowhere.invalid';
    expect(await outcome(server, await networkTo({ server, pins: none }))).toBe('no-network');
  });
});

describe('a system’s proxy setting', () => {
  it.each([
    ['DIRECT', undefined],
    ['', undefined],
    ['PROXY proxy.invalid:8080; DIRECT', 'http://proxy.invalid:8080'],
    ['HTTPS proxy.invalid:443', 'https://proxy.invalid:443'],
    ['SOCKS5 proxy.invalid:1080', 'socks5://proxy.invalid:1080'],
    ['DIRECT; PROXY proxy.invalid:8080', undefined],
  ])('is understood: %s', (said, address) => expect(firstProxy(said)).toBe(address));
});
