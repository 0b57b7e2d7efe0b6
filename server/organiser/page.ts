import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dispatcher } from '../../shared/dispatch.ts';
import { ASSET_CACHE, pageHeaders } from '../../shared/page-headers.ts';
import { eventStreams } from '../event-streams.ts';
import type { Storage } from '../storage/homes.ts';
import { realTimers } from '../timers.ts';
import { organiserHandlers } from './calls.ts';
import { isToken, noSession, sessionCookie, sessionOf } from './session.ts';

/** The server's own page: the same renderer and the same contract as at a station, after sign-in. */

export interface PageOptions {
  readonly storage: Storage;
  readonly now: () => number;
  readonly organiserToken: string;
  /** Where the built page is. */
  readonly pageFolder: string | undefined;
}

const MOST_GUESSES = 20;
const GUESSES_WINDOW_MS = 60_000;
/** News that comes together is sent as one. */
const GATHER_MS = 200;

export async function servePage(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { storage, now, organiserToken } = options;
  const { pageFolder } = options;
  if (pageFolder !== undefined && existsSync(pageFolder)) {
    await app.register(fastifyStatic, {
      root: pageFolder,
      cacheControl: false,
      setHeaders(reply, path) {
        const isAsset = /[\\/]assets[\\/]/.test(path);
        for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value);
        if (isAsset) reply.header('cache-control', ASSET_CACHE);
      },
    });
    // The page itself reads what is asked about.
    app.get('/check/:fair/:number', { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile('index.html'),
    );
  }

  const answer = async (
    name: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> => {
    if (!isOwnPage(request)) return reply.status(403).send({ kind: 'not-allowed' });
    const session = sessionOf(organiserToken, request.headers.cookie, now());
    const secure = request.headers.origin?.startsWith('https:') ?? false;
    const handlers = organiserHandlers({
      storage,
      now,
      session,
      isToken: (token) => isToken(token, organiserToken),
      begin: (begun) =>
        void reply.header('set-cookie', sessionCookie(organiserToken, begun, now(), { secure })),
      end: () => void reply.header('set-cookie', noSession),
    });
    const dispatch = dispatcher(handlers, (call, error) => request.log.error({ call, error }));
    return reply.header('cache-control', 'no-store').send(await dispatch(name, request.body));
  };
  const hidden = { schema: { hide: true } };
  app.post<{ Params: { name: string } }>('/call/:name', hidden, (request, reply) =>
    answer(request.params.name, request, reply),
  );
  app.post(
    '/call/organiser.signIn',
    {
      ...hidden,
      config: { rateLimit: { max: MOST_GUESSES, timeWindow: GUESSES_WINDOW_MS } },
    },
    (request, reply) => answer('organiser.signIn', request, reply),
  );

  const openStream = eventStreams(app);
  app.get('/events', hidden, (request, reply) => {
    const session = sessionOf(organiserToken, request.headers.cookie, now());
    let cancel: (() => void) | undefined;
    const stopListening = storage.onNews(({ fair }) => {
      if (fair !== session?.fair) return;
      cancel ??= realTimers.after(GATHER_MS, () => {
        cancel = undefined;
        stream.send({ data: JSON.stringify({ name: 'figures', payload: {} }) });
      });
    });
    const stream = openStream(reply, () => {
      cancel?.();
      stopListening();
    });
    return reply;
  });
}

/** Calls from another site's page are refused. */
function isOwnPage({ headers }: FastifyRequest): boolean {
  if (headers.origin === undefined) return false;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
