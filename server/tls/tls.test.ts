import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  nextCertificate,
  ownCertificate,
  ownFiles,
  pinOf,
  takeNextIntoUse,
} from './certificate.ts';
import { watchCertificate } from './renewed.ts';
import { isLoopback, type TlsOptions, tlsFor } from './tls-wanted.ts';

/** When a server speaks TLS, and with which key. */

let data = '';
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'chunfeng-tls-'));
});
afterEach(() => rm(data, { recursive: true }));

const HERE = '127.0.0.1';
const BEYOND = '0.0.0.0';

async function wanted(options: Partial<TlsOptions> & Pick<TlsOptions, 'host'>): Promise<string> {
  const tls = await tlsFor({ data, ...options }, Date.now());
  if (!tls.ok) return 'refused';
  if (tls.value.is === 'off') return tls.value.saidAloud ? 'off, aloud' : 'off';
  return tls.value.files.certificate === ownFiles(data).certificate ? 'own' : 'given';
}

describe('a server’s TLS', () => {
  it('is on beyond the machine, unless somebody says otherwise aloud (P95)', async () => {
    expect(await wanted({ host: HERE })).toBe('off');
    expect(await wanted({ host: HERE, tls: 'own' })).toBe('own');
    expect(await wanted({ host: BEYOND })).toBe('own');
    expect(await wanted({ host: '::' })).toBe('own');
    expect(await wanted({ host: BEYOND, tls: 'off' })).toBe('refused');
    expect(await wanted({ host: BEYOND, tls: 'off', withoutTls: true })).toBe('off, aloud');
    expect(await wanted({ host: BEYOND, withoutTls: true })).toBe('off, aloud');
    expect(await wanted({ host: BEYOND, tls: 'own', withoutTls: true })).toBe('refused');
  });

  it('takes a given certificate only with the key that belongs to it', async () => {
    const [own, next] = [await ownCertificate(data, 0), await nextCertificate(data, 0)];
    if (!own.ok || !next.ok) throw new Error('no certificate');
    const pathOf = (name: string): string => join(data, name);
    await writeFile(pathOf('cert.pem'), own.value.cert);
    await writeFile(pathOf('other.pem'), next.value.key);
    await writeFile(pathOf('junk.pem'), 'junk');
    const certificate = pathOf('cert.pem');
    const given = (key: string) => wanted({ host: BEYOND, certificate, key: pathOf(key) });
    expect(await given('tls/own.pem')).toBe('given');
    expect(await given('tls/next.pem')).toBe('refused');
    expect(await given('junk.pem')).toBe('refused');
    expect(await wanted({ host: BEYOND, certificate })).toBe('refused');
  });

  it.each(['localhost', '127.0.0.1', '127.3.4.5', '::1'])('counts %s as this machine', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '10.0.0.5', '127.evil.example', 'localhost.example'])(
    'counts %s as beyond this machine',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe('a renewed key', () => {
  it('is taken up by a running server, and half a file is not (P97)', async () => {
    const own = await ownCertificate(data, 0);
    const next = await nextCertificate(data, 0);
    if (!own.ok || !next.ok) throw new Error('no certificate');
    const { cert, key } = own.value;
    const server = createServer({ cert, key });
    server.listen(0, HERE);
    await once(server, 'listening');
    const troubles: string[] = [];
    const stop = watchCertificate({
      files: ownFiles(data),
      shown: own.value,
      everyMs: 10,
      onRenewed: (renewed) => server.setSecureContext({ cert: renewed.cert, key: renewed.key }),
      onTrouble: (why) => troubles.push(why),
    });
    const shown = async (): Promise<string> => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      const socket = connect({ host: HERE, port: address.port, rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const pin = pinOf(socket.getPeerX509Certificate() ?? expect.fail('no certificate'));
      socket.destroy();
      return pin;
    };
    await writeFile(ownFiles(data).key, cert.slice(0, 400));
    await expect.poll(() => troubles).toEqual(['no-certificate']);
    expect(await shown()).toBe(own.value.pin);
    expect(await takeNextIntoUse(data)).toBe(true);
    await expect.poll(shown).toBe(next.value.pin);
    expect(await takeNextIntoUse(data)).toBe(false);
    stop();
    server.close();
  });
});
