import { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { buildConnector, type Dispatcher, EnvHttpProxyAgent, fetch, Pool } from 'undici';
import type { Fair } from '../../shared/fair.ts';
import {
  NOT_ENCRYPTED,
  onlyToPinned,
  pinError,
  serverPinSchema,
  socksVariable,
  staysHere,
} from '../../shared/server-pins.ts';
import { pinOf } from '../tls/certificate.ts';
import type { RelayOptions } from './relay.ts';

/** A hub reaches the server above it as a station does: by the pins of the fair that it asks for (P96). */

export const upstreamPinOption = new Option(
  '--upstream-pin <pin>',
  '上级服务器证书的指纹，可多次；不写就用招聘会登记的 the pin of the certificate of the server above; may repeat; default: as the fair says',
).argParser((value: string, before: readonly string[] | undefined): readonly string[] => {
  if (serverPinSchema.safeParse(value).success) return [...(before ?? []), value];
  throw new InvalidArgumentError(
    '指纹是 43 个字符，由 chunfeng server pin 显示 a pin has 43 characters, as chunfeng server pin shows it',
  );
});

export interface AboveOptions {
  readonly upstream: string;
  /** They rule over those of a fair. */
  readonly pins?: readonly string[] | undefined;
  readonly fairById: (id: string) => Promise<Fair | undefined>;
}

/** A few fairs at a hub may name different keys; connections of one are never used for another. */
const MOST_KEPT = 8;

export function fetchAbove({ upstream, pins, fairById }: AboveOptions): RelayOptions['fetch'] {
  const dispatchers = new Map<string, Dispatcher>();

  function dispatcherFor(named: readonly string[]): Dispatcher {
    const pinList = named.join();
    const known = dispatchers.get(pinList);
    if (known) return known;
    const [oldest] = dispatchers.keys();
    if (oldest !== undefined && dispatchers.size >= MOST_KEPT) {
      void dispatchers.get(oldest)?.close();
      dispatchers.delete(oldest);
    }
    const made = named.length > 0 ? pinnedAgent(new Set(named)) : new EnvHttpProxyAgent();
    dispatchers.set(pinList, made);
    return made;
  }

  return async (address, asked) => {
    const id = /\/v1\/fairs\/([^/]+)\//.exec(address.pathname)?.[1] ?? '';
    const named = staysHere(upstream) ? [] : (pins ?? pinsIn(await fairById(id)));
    if (named.length > 0 && address.protocol === 'http:') {
      throw new TypeError('fetch failed', { cause: pinError(NOT_ENCRYPTED) });
    }
    if (named.length > 0 && socksVariable(process.env) !== undefined) {
      throw new TypeError('fetch failed', { cause: new Error('Proxy response: no pins by SOCKS') });
    }
    return fetch(address, { ...asked, dispatcher: dispatcherFor(named) });
  };
}

function pinsIn(fair: Fair | undefined): readonly string[] {
  const { serverPins = [], serverCertificate } = fair ?? {};
  const certified =
    serverCertificate === undefined ? [] : [pinOf(new X509Certificate(serverCertificate))];
  return [...serverPins, ...certified];
}

function pinnedAgent(pins: ReadonlySet<string>): Dispatcher {
  // The pin stands for all that Node would verify.
  const trust = { rejectUnauthorized: false, maxCachedSessions: 0 };
  const factory = (origin: string | URL, options: Pool.Options): Pool => {
    const reach =
      typeof options.connect === 'function' ? options.connect : buildConnector(options.connect);
    return new Pool(origin, { ...options, connect: onlyToPinned(reach, pins, pinShown) });
  };
  return new EnvHttpProxyAgent({ factory, connect: trust, requestTls: trust });
}

function pinShown(socket: Socket): string | undefined {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  return shown && pinOf(shown);
}
