import { createServer } from 'node:http';
import { pageHeaders } from '../../../shared/page-headers.ts';
import { STOPPED_HEADER, TRY_AGAIN } from '../../../shared/stopped-door.ts';

/** Stands at the port of a station that is not started any more, and tells its page so. */
export function openStoppedDoor(
  port: number,
  options: { readonly sentence: string; readonly again: () => void },
): Promise<() => Promise<void>> {
  const server = createServer(({ method, url, headers: { host, origin } }, response) => {
    const isOurs = [`127.0.0.1:${port}`, `localhost:${port}`].includes(host ?? '');
    const triesAgain = method === 'POST' && url === TRY_AGAIN && origin === `http://${host}`;
    response.writeHead(isOurs && triesAgain ? 202 : 503, {
      ...pageHeaders,
      'content-type': 'text/plain; charset=utf-8',
      [STOPPED_HEADER]: 'yes',
    });
    response.end(options.sentence);
    if (isOurs && triesAgain) options.again();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () =>
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      ),
    );
  });
}
