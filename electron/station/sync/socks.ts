import { SocksClient } from 'socks';
import type { buildConnector } from 'undici';

/** A tunnel through a SOCKS proxy. Undici's own agent for it lets nobody look at the server's certificate. */
export function throughSocks(
  proxy: string,
  secure: buildConnector.connector,
): buildConnector.connector {
  const { hostname: host, port } = new URL(proxy);
  return (asked, done) => {
    const isSecure = asked.protocol === 'https:';
    SocksClient.createConnection({
      proxy: { host, port: Number(port || 1080), type: 5 },
      command: 'connect',
      destination: { host: asked.hostname, port: Number(asked.port || (isSecure ? 443 : 80)) },
    }).then(
      ({ socket }) => {
        if (isSecure) secure({ ...asked, httpSocket: socket }, done);
        else done(null, socket);
      },
      (error: Error) => done(error, null),
    );
  };
}
