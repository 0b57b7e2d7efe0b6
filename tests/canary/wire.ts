import { request } from 'node:http';

/** Captures everything that leaves the station: responses and logs. */

/** Speaks raw HTTP and keeps every byte of the responses. */
export async function rawBrowser(url: string, sent: Buffer[]) {
  const { host, hostname, port, pathname, origin } = new URL(url);
  let cookie = '';
  const ask = (path: string, body?: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          hostname,
          port,
          path,
          method: body === undefined ? 'GET' : 'POST',
          headers: { host, origin, cookie, 'content-type': 'application/json' },
        },
        (response) => {
          sent.push(Buffer.from(JSON.stringify(response.headers)));
          cookie ||= String(response.headers['set-cookie'] ?? '').split(';')[0] ?? '';
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => {
            parts.push(part);
            sent.push(part);
          });
          response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  await ask(pathname);
  let events = '';
  const stream = request({ hostname, port, path: '/events', headers: { host, cookie } });
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('response', (response) => {
      response.on('error', () => undefined);
      response.on('data', (part: Buffer) => {
        sent.push(part);
        events += part.toString('utf8');
        resolve();
      });
    });
    stream.end();
  });
  return {
    events: () => events,
    call: async (name: string, input: unknown): Promise<unknown> => {
      const answer = await ask(`/call/${encodeURIComponent(name)}`, JSON.stringify(input));
      return JSON.parse(answer);
    },
    close: () => {
      stream.on('error', () => undefined);
      stream.destroy();
    },
  };
}

export interface ProcessLog {
  note(line: string): void;
  stop(): string;
}

/** Captures what the process prints. */
export function captureProcess(): ProcessLog {
  const lines: string[] = [];
  const restore = [process.stdout, process.stderr].map((stream) => {
    const before = Object.getOwnPropertyDescriptor(stream, 'write');
    stream.write = (chunk: string | Uint8Array): boolean => {
      lines.push(Buffer.from(chunk).toString('utf8'));
      return true;
    };
    return () => {
      if (before) Object.defineProperty(stream, 'write', before);
      else Reflect.deleteProperty(stream, 'write');
    };
  });
  return {
    note: (line) => lines.push(`${line}\n`),
    stop() {
      for (const again of restore) again();
      return lines.join('');
    },
  };
}
