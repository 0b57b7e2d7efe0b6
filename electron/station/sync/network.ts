import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { Fair } from '../../../shared/fair.ts';
import { EnvHttpProxyAgent, fetch, ProxyAgent } from 'undici';

/**
 * How this machine reaches the server: over the system's proxy, with the system's certificate
 * authorities; or, if the fair names the server's own certificate, with that one only.
 */

export type Fetch = (
  address: URL,
  asked: {
    readonly method?: 'POST';
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array<ArrayBuffer>;
    readonly redirect: 'error';
    readonly signal?: AbortSignal;
  },
) => Promise<Answered>;

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
  text(): Promise<string>;
}

export interface NetworkOptions {
  readonly server: string;
  /** PEM. */
  readonly certificate?: string;
  /** The system's proxy for an address; if absent, environment variables decide. */
  readonly proxyOf?: ProxyOf;
}

/** The network to the server of a fair. */
export function networkOf(
  { serverCertificate }: Pick<Fair, 'serverCertificate'>,
  server: string,
  proxyOf?: ProxyOf,
): Promise<Fetch> {
  return networkTo({
    server,
    ...(serverCertificate !== undefined && { certificate: serverCertificate }),
    ...(proxyOf && { proxyOf }),
  });
}

/** In the syntax of a proxy auto-configuration file: `PROXY host:port; DIRECT`. */
export type ProxyOf = (address: string) => Promise<string>;

/** A server on this machine needs no proxy. */
const HERE = '127.0.0.1,localhost,[::1]';

export async function networkTo(options: NetworkOptions): Promise<Fetch> {
  const { server, certificate, proxyOf } = options;
  const trust = certificate === undefined ? {} : only(certificate);
  if (certificate === undefined && server.startsWith('https:')) trustTheSystem();
  const proxy = proxyOf && firstProxy(await proxyOf(server));
  const noProxy = [process.env.no_proxy ?? process.env.NO_PROXY, HERE].filter(Boolean).join(',');
  const dispatcher =
    proxy === undefined
      ? new EnvHttpProxyAgent({ noProxy, connect: trust, requestTls: trust })
      : new ProxyAgent({ uri: proxy, requestTls: trust });
  return (address, asked) => fetch(address, { ...asked, dispatcher });
}

/** No authority certifies a hall's hub: the station knows it by the certificate itself. */
function only(pem: string) {
  const { raw } = new X509Certificate(pem);
  return {
    ca: pem,
    allowPartialTrustChain: true,
    checkServerIdentity: (_host: string, shown: tls.PeerCertificate): Error | undefined =>
      raw.equals(shown.raw)
        ? undefined
        : Object.assign(new Error('another certificate'), { code: 'ERR_TLS_CERT_PINNED' }),
  };
}

let trusted = false;

/** A bureau's own authority is in the system's store and not in Node's. */
function trustTheSystem(): void {
  if (trusted) return;
  trusted = true;
  const known = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
  tls.setDefaultCACertificates([...new Set(known)]);
}

export function firstProxy(said: string): string | undefined {
  const [, how = '', where] = /^\s*(\S+)(?:\s+([^\s;]+))?/.exec(said) ?? [];
  if (where === undefined) return undefined;
  switch (how.toUpperCase()) {
    case 'PROXY':
    case 'HTTP':
      return `http://${where}`;
    case 'HTTPS':
      return `https://${where}`;
    case 'SOCKS5':
    case 'SOCKS':
      return `socks5://${where}`;
    default:
      return undefined;
  }
}
