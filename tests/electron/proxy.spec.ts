import { createServer, type Server } from 'node:http';
import { expect, test } from './kiosk.ts';

/** Story: a town’s network lets nothing out but through its proxy, which a script names (PAC). */

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test('the station’s facts go through the proxy that the system’s script names', {
  tag: '@real',
}, async ({ start }) => {
  const asked = new Set<string>();
  const proxy = createServer((request, response) => {
    asked.add(new URL(request.url ?? '').host);
    response.writeHead(503).end();
  });
  proxy.on('connect', (request, socket) => {
    asked.add(request.url ?? '');
    socket.end('HTTP/1.1 503 Busy\r\n\r\n');
  });
  const port = await listening(proxy);
  const script = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' });
    response.end(`function FindProxyForURL() { return 'PROXY 127.0.0.1:${port}'; }`);
  });
  // A name, as a town’s script has one.
  const at = `http://localhost:${await listening(script)}/proxy.pac`;
  const kiosk = start({ args: [`--proxy-pac-url=${at}`, '--server=http://central.example:8080'] });
  await kiosk.page();
  await expect.poll(() => [...asked].join(' ')).toContain('central.example');
  proxy.close();
  script.close();
});
