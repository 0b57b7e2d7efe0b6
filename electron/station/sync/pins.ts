import { createHash, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Fair } from '../../../shared/fair.ts';

/** By which keys a station knows its server (P95, P96). */

/** The server that an enrolment code named, with its pins. */
export interface EnrolledServer {
  readonly server?: string;
  readonly serverPins?: readonly string[];
}

/**
 * None: the system's authorities decide. What the organiser signed rules over the code, whose pins hold for its
 * own server alone.
 */
export function pinsFor(
  { serverPins = [], serverCertificate }: Pick<Fair, 'serverPins' | 'serverCertificate'>,
  server: string,
  enrolled: EnrolledServer = {},
): readonly string[] {
  const certified =
    serverCertificate === undefined ? [] : [pinOf(new X509Certificate(serverCertificate))];
  const signed = [...serverPins, ...certified];
  if (signed.length > 0) return signed;
  return enrolled.server === server ? (enrolled.serverPins ?? []) : [];
}

function pinOf({ publicKey }: X509Certificate): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64url');
}

/** The pin that the other end of a connection has just proved to be its own; none without TLS. */
export function pinShown(socket: Socket): string | undefined {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  return shown && pinOf(shown);
}
