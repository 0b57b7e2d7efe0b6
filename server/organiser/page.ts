import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Reply } from '../../shared/contract/bridge.ts';
import { dispatcher } from '../../shared/contract/dispatch.ts';
import { ASSET_CACHE, pageHeaders } from '../../shared/page-headers.ts';
import { fail } from '../../shared/result.ts';
import { eventStreams } from '../runtime/event-streams.ts';
import { fairById } from '../fairs/fairs.ts';
import type { Storage } from '../storage/homes.ts';
import { realTimers } from '../runtime/timers.ts';
import { handlersFor } from './calls.ts';
import { isToken, noSession, sessionCookie, sessionOf } from './session.ts';

/** The server's page: a station's renderer and contract, after sign-in. */

export interface PageOptions {
  readonly storage: Storage;
  readonly now: () => number;
  readonly organiserToken: string;
  /** The folder of the built page. */
  readonly pageFolder: string | undefined;
}

const MOST_GUESSES = 20;
const GUESSES_WINDOW_MS = 60_000;
/** News within this time goes out as one event. */
const GATHER_MS = 200;

export const isBuilt = (pageFolder: string): boolean => existsSync(join(pageFolder, 'index.html'));

export const NO_PAGE =
  '主办方页面还没有构建；站点照常上报。请在装齐依赖的电脑上运行 npm run build，再把 dist/renderer 复制到这里的同名文件夹，然后重新启动。\n' +
  'The organiser’s page is not built here; stations can send all the same. Run npm run build where the whole project is installed, copy its dist/renderer to the same folder here, and start again.\n';

export async function servePage(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { storage, now, organiserToken } = options;
  const { pageFolder } = options;
  if (pageFolder !== undefined && isBuilt(pageFolder)) {
    await app.register(fastifyStatic, {
      root: pageFolder,
      cacheControl: false,
      setHeaders(reply, path) {
        const isAsset = /[\\/]assets[\\/]/.test(path);
        for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value);
        if (isAsset) reply.header('cache-control', ASSET_CACHE);
      },
    });
    // The page reads from its own address which bulletin to check.
    app.get('/check/:fair/:number', { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile('index.html'),
    );
  } else {
    app.get('/', { schema: { hide: true } }, (_request, reply) =>
      reply.status(404).type('text/plain; charset=utf-8').send(NO_PAGE),
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
    const handlers = await handlersFor(name, {
      storage,
      now,
      organiser: async () => {
        const kept = session && (await fairById(storage, session.fair));
        return kept && { name: session.name, fair: kept.fair };
      },
      isToken: (token) => isToken(token, organiserToken),
      begin: (begun) =>
        void reply.header('set-cookie', sessionCookie(organiserToken, begun, now(), { secure })),
      end: () => void reply.header('set-cookie', noSession),
    });
    void reply.header('cache-control', 'no-store');
    if (!handlers) return reply.send(signedOut);
    const dispatch = dispatcher(handlers, (call, error) => request.log.error({ call, error }));
    return reply.send(await dispatch(name, request.body));
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
    const stream = openStream(
      reply,
      () => {
        cancel?.();
        stopListening();
      },
      request.ip,
    );
    return reply;
  });
}

const signedOut: Reply = { ok: true, value: fail({ kind: 'signed-out' }) };

/** Refuses calls from another site's page. */
function isOwnPage({ headers }: FastifyRequest): boolean {
  if (headers.origin === undefined) return false;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
