import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { openEventStream } from '../../../shared/event-stream.ts';
import { pageHeaders } from '../../../shared/page-headers.ts';
import { pageFile } from './page-files.ts';
import type { StationDoor } from '../open/station-door.ts';
import { realTimers } from '../clock/timers.ts';

/**
 * Serves a station on loopback to this machine's own browser. Never trust other programs and pages
 * on the machine: only the address printed at start opens a session, and every request must come
 * from our own page.
 */

export interface WebDoorOptions {
  readonly station: StationDoor;
  /** The folder of the built page. */
  readonly pageFolder: string;
  /** 0 uses any free port. */
  readonly port: number;
  readonly secrets: DoorSecrets;
}

/** What opens the door. The process that starts the station keeps them, so that a page outlives a crash. */
export interface DoorSecrets {
  /** In the address that opens the session. */
  readonly key: string;
  readonly session: string;
}

export function doorSecrets(randomBytes: (length: number) => Uint8Array): DoorSecrets {
  const secret = (): string => Buffer.from(randomBytes(32)).toString('base64url');
  return { key: secret(), session: secret() };
}

export interface WebDoor {
  /** Opens the session. Keep it out of logs that others can read. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const LONGEST_BODY = 64 * 1024;

export async function openWebDoor(options: WebDoorOptions): Promise<WebDoor> {
  const { station, pageFolder } = options;
  const { key, session } = options.secrets;
  let port = options.port;
  let replacePage: (() => void) | undefined;

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one guard a line, read from the top.
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    const { host } = request.headers;
    // A name that resolves here but is not ours is a rebinding attack.
    if (host === undefined || !hosts.includes(host)) return refuse(response, 403);
    const { pathname } = new URL(request.url ?? '/', `http://${host}`);
    if (request.method === 'GET' && pathname.startsWith('/enter/')) {
      return enter(pathname.slice('/enter/'.length), response);
    }
    if (!same(cookie(request, cookieName(port)), session)) return refuse(response, 403);
    if (request.method === 'POST' && pathname.startsWith('/call/')) {
      return call(decodeURIComponent(pathname.slice('/call/'.length)), request, response);
    }
    if (!isFromOurPage(request)) return refuse(response, 403);
    if (request.method !== 'GET') return refuse(response, 405);
    if (pathname === '/events') return stream(response);
    const file = await pageFile(pageFolder, pathname);
    if (!file.ok) return refuse(response, 404);
    response.writeHead(200, file.value.headers);
    response.end(file.value.body);
  }

  function enter(given: string, response: ServerResponse): void {
    if (!same(given, key)) return refuse(response, 403);
    response.writeHead(303, {
      ...pageHeaders,
      location: '/',
      'set-cookie': `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`,
    });
    response.end();
  }

  async function call(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { origin, host } = request.headers;
    if (origin !== `http://${host}`) return refuse(response, 403);
    if (request.headers['content-type'] !== 'application/json') return refuse(response, 415);
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413);
    const reply = await station.dispatch(name, parseJson(body));
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(reply));
  }

  /** One page at a time: the newest takes over, and the previous one is informed. */
  function stream(response: ServerResponse): void {
    replacePage?.();
    const send = (event: { readonly name: string; readonly payload: unknown }): void =>
      page.send({ data: JSON.stringify(event) });
    const stopListening = station.onEvent(send);
    const page = openEventStream(response, realTimers, () => {
      stopListening();
      if (replacePage === replace) replacePage = undefined;
    });
    const replace = (): void => {
      send({ name: 'replaced', payload: {} });
      page.end();
    };
    replacePage = replace;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address !== null && typeof address === 'object') port = address.port;

  return {
    url: `http://127.0.0.1:${port}/enter/${key}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A browser names the requesting site; other programs send no such header. */
function isFromOurPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** Cookies ignore ports: another station on this machine must not overwrite ours. */
function cookieName(port: number): string {
  return `chunfeng-${port}`;
}

function cookie(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1] ?? '';
}

function same(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' });
  response.end(
    status === 403
      ? '请用启动时终端里显示的地址打开。\nPlease open the address that the terminal showed at start.\n'
      : '',
  );
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return undefined;
    length += chunk.length;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
