import { SocksClient } from 'socks';
import type { buildConnector } from 'undici';

/** A tunnel through a SOCKS proxy. Undici's own agent for it lets nobody look at the server's certificate. */
export function throughSocks(
  proxy: string,
  secure: buildConnector.connector,
): buildConnector.connector {
  const { hostname: host, port } = new URL(proxy);
  return (asked, told) => {
    const isSecure = asked.protocol === 'https:';
    SocksClient.createConnection({
      proxy: { host, port: Number(port || 1080), type: 5 },
      command: 'connect',
      destination: { host: asked.hostname, port: Number(asked.port || (isSecure ? 443 : 80)) },
    }).then(
      ({ socket }) => {
        if (isSecure) secure({ ...asked, httpSocket: socket }, told);
        else told(null, socket);
      },
      (error: Error) => told(error, null),
    );
  };
}
