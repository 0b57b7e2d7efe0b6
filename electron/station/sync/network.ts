import tls from 'node:tls';
import type { Fair } from '../../../shared/fair.ts';
import {
  Agent,
  buildConnector,
  type Dispatcher,
  EnvHttpProxyAgent,
  fetch,
  Pool,
  ProxyAgent,
} from 'undici';
import {
  NOT_ENCRYPTED,
  onlyToPinned,
  pinError,
  socksVariable,
  staysHere,
} from '../../../shared/server-pins.ts';
import { type EnrolledServer, pinsFor, pinShown } from './pins.ts';
import { throughSocks } from './socks.ts';

/**
 * How this machine reaches the server: over the system's proxy; by the server's pins where it has some (P96),
 * and otherwise with the system's certificate authorities.
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
  /** Asked at each request, since a revision may name other ones. */
  readonly pins: () => readonly string[];
  /** The system's proxy for an address; if absent, environment variables decide. */
  readonly proxyOf?: ProxyOf;
  /** Whatever certificate it shows, where it has no pins: only for an answer that proves itself (P126). */
  readonly anyServer?: boolean;
}

/** The network to a server of a fair, whose newest revision says how it is known. */
export const networkOf = (
  newest: () => Pick<Fair, 'serverPins' | 'serverCertificate'>,
  server: string,
  { proxyOf, enrolled }: { readonly proxyOf?: ProxyOf; readonly enrolled?: EnrolledServer } = {},
): Promise<Fetch> =>
  networkTo({
    server,
    pins: () => pinsFor(newest(), server, enrolled),
    ...(proxyOf && { proxyOf }),
  });

/** In the syntax of a proxy auto-configuration file: `PROXY host:port; DIRECT`. */
export type ProxyOf = (address: string) => Promise<string>;

/** A server on this machine needs no proxy. */
const HERE = '127.0.0.1,localhost,[::1]';

export async function networkTo(options: NetworkOptions): Promise<Fetch> {
  const { server, pins, proxyOf } = options;
  const proxy = proxyOf && firstProxy(await proxyOf(server));
  let made: { readonly by: string; readonly dispatcher: Dispatcher } | undefined;

  /** With other pins, no connection that was made under the earlier ones is used again. */
  function dispatcher(): Dispatcher {
    const named = staysHere(server) ? [] : pins();
    const pinList = named.join();
    if (made?.by !== pinList) {
      void made?.dispatcher.close();
      made = { by: pinList, dispatcher: dispatcherFor(options, new Set(named), proxy) };
    }
    return made.dispatcher;
  }

  return async (address, asked) => {
    if (server.startsWith('http:') && !staysHere(server) && pins().length > 0) {
      throw new TypeError('fetch failed', { cause: pinError(NOT_ENCRYPTED) });
    }
    return fetch(address, { ...asked, dispatcher: dispatcher() });
  };
}

function dispatcherFor(
  { server, anyServer = false }: NetworkOptions,
  pins: ReadonlySet<string>,
  proxy: string | undefined,
): Dispatcher {
  if (pins.size === 0 && !anyServer && server.startsWith('https:')) trustTheSystem();
  // The pin stands for all that Node would verify; `pinnedPool` checks it on every connection.
  const isUnasked = pins.size > 0 || anyServer;
  const trust = isUnasked ? { rejectUnauthorized: false, maxCachedSessions: 0 } : {};
  const pinned = pins.size > 0 ? { factory: pinnedPool(pins) } : {};
  const socks = proxy?.startsWith('socks')
    ? proxy
    : pins.size > 0 && proxy === undefined
      ? socksVariable(process.env)
      : undefined;
  if (socks !== undefined) {
    return new Agent({ ...pinned, connect: throughSocks(socks, buildConnector(trust)) });
  }
  if (proxy !== undefined) return new ProxyAgent({ ...pinned, uri: proxy, requestTls: trust });
  const noProxy = [process.env.no_proxy ?? process.env.NO_PROXY, HERE].filter(Boolean).join(',');
  return new EnvHttpProxyAgent({ ...pinned, noProxy, connect: trust, requestTls: trust });
}

/** Wraps whatever leads to the server, a tunnel through a proxy, too. */
const pinnedPool =
  (pins: ReadonlySet<string>) =>
  (origin: string | URL, options: Pool.Options): Pool => {
    const { connect } = options;
    const reach = typeof connect === 'function' ? connect : buildConnector(connect);
    return new Pool(origin, { ...options, connect: onlyToPinned(reach, pins, pinShown) });
  };

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
