import { z } from 'zod';

/**
 * A server is known by its key (P95): a pin 证书指纹 is the SHA-256 of its public key (SPKI). No authority, name
 * or clock is asked, so a hall's hub with a certificate of its own is as good as a bureau's.
 */

export const serverPinSchema = z.base64url().length(43);
/** An enrolment code carries all of them, and stays quick to scan. */
export const serverPinsSchema = z.array(serverPinSchema).max(8);

/** The code of the error where a server shows another key. */
export const OTHER_KEY = 'ERR_TLS_CERT_PINNED';
/** The code of the error where a server with a pin was to be reached without TLS. */
export const NOT_ENCRYPTED = 'ERR_TLS_NOT_ENCRYPTED';

type Done<Socket> = (
  ...outcome: [fault: Error, socket: null] | [fault: null, socket: Socket]
) => void;
type Connect<Asked, Socket> = (asked: Asked, done: Done<Socket>) => void;

/** Lets nothing be said on a connection before the server has shown one of these keys. */
export function onlyToPinned<Asked, Socket extends { destroy(): unknown }>(
  connect: Connect<Asked, Socket>,
  pins: ReadonlySet<string>,
  pinOf: (socket: Socket) => string | undefined,
): Connect<Asked, Socket> {
  return (asked, done) =>
    connect(asked, (fault, socket) => {
      if (fault) return done(fault, null);
      if (pins.has(pinOf(socket) ?? '')) return done(null, socket);
      socket.destroy();
      done(pinError(OTHER_KEY), null);
    });
}

export const pinError = (code: typeof OTHER_KEY | typeof NOT_ENCRYPTED): Error =>
  Object.assign(new Error(code), { code });

/** A SOCKS proxy that a variable names: libraries take such a one past what checks the pins. */
export const socksVariable = (env: Readonly<Record<string, string | undefined>>) =>
  [env['https_proxy'], env['HTTPS_PROXY'], env['http_proxy'], env['HTTP_PROXY']].find((named) =>
    named?.startsWith('socks'),
  );

/** Nobody listens between a machine and itself. */
export const staysHere = (address: string): boolean =>
  /^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i.test(address);

/** A path of a server, whose address may have a path of its own, as behind a bureau's gateway (P99). */
export const atServer = (server: string, path: string): string =>
  `${server.replace(/[?#].*$/, '').replace(/\/+$/, '')}${path}`;
