import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { setImmediate as breath } from 'node:timers/promises';

/** A bad network between a station and the server. Each request meets the next fault. */

export type Fault =
  | 'pass'
  /** Refuses the connection. */
  | 'drop'
  /** Sends half of the body, then nothing. */
  | 'cut'
  /** The server gets the request, but its answer is lost. */
  | 'lose-answer'
  | 'twice'
  /** Sends the previous request again after this one. */
  | 'late-copy'
  /** The answer arrives in small pieces. */
  | 'trickle'
  /** The answer breaks off halfway. */
  | 'half-answer'
  | 'server-error'
  | 'too-many'
  /** A captive portal's own page, with status 200. */
  | 'portal';

export const faults: readonly Fault[] = [
  'pass',
  'drop',
  'cut',
  'lose-answer',
  'twice',
  'late-copy',
  'trickle',
  'half-answer',
  'server-error',
  'too-many',
  'portal',
];

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** `next` sees the request that is on its way. */
export async function faultyProxy(target: string, next: (body: Buffer) => Fault | Promise<Fault>) {
  let last: Buffer | undefined;
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('error', () => undefined);
    asked.on('end', () => void meet());
    async function meet(): Promise<void> {
      const body = Buffer.concat(chunks);
      const forward = (bytes: Buffer): Promise<Answered | undefined> =>
        new Promise((resolve) => {
          const onward = request(
            new URL(asked.url ?? '/', target),
            { method: asked.method, headers: { ...asked.headers, 'content-length': body.length } },
            (response) => {
              const parts: Buffer[] = [];
              response.on('data', (chunk: Buffer) => parts.push(chunk));
              response.on('end', () =>
                resolve({
                  status: response.statusCode ?? 502,
                  headers: response.headers,
                  body: Buffer.concat(parts),
                }),
              );
            },
          );
          onward.on('error', () => resolve(undefined));
          if (bytes.length < body.length) onward.write(bytes, () => onward.destroy());
          else onward.end(bytes);
        });
      const reply = (answered: Answered | undefined): void => {
        if (!answered) return void asked.socket.destroy();
        answer.writeHead(answered.status, answered.headers).end(answered.body);
      };
      const fault = await next(body);
      const before = last;
      last = body;
      switch (fault) {
        case 'pass':
          void forward(body).then(reply);
          return;
        case 'drop':
          asked.socket.destroy();
          return;
        case 'cut':
          void forward(body.subarray(0, body.length / 2)).then(() => asked.socket.destroy());
          return;
        case 'lose-answer':
          void forward(body).then(() => asked.socket.destroy());
          return;
        case 'twice':
          void forward(body)
            .then(() => forward(body))
            .then(reply);
          return;
        case 'late-copy':
          void forward(body)
            .then(async (answered) => {
              if (before) await forward(before);
              return answered;
            })
            .then(reply);
          return;
        case 'trickle':
          void forward(body).then(async (answered) => {
            if (!answered) return reply(answered);
            answer.writeHead(answered.status, answered.headers);
            for (let at = 0; at < answered.body.length; at += 16) {
              answer.write(answered.body.subarray(at, at + 16));
              await breath();
            }
            answer.end();
          });
          return;
        case 'half-answer':
          void forward(body).then((answered) => {
            if (!answered) return reply(answered);
            answer.writeHead(answered.status, answered.headers);
            answer.write(answered.body.subarray(0, answered.body.length / 2), () =>
              asked.socket.destroy(),
            );
          });
          return;
        case 'server-error':
          answer.writeHead(500).end('oops');
          return;
        case 'too-many':
          answer.writeHead(429, { 'retry-after': '2' }).end();
          return;
        case 'portal':
          answer
            .writeHead(200, { 'content-type': 'text/html' })
            .end('<h1>Welcome to our Wi-Fi</h1>');
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
