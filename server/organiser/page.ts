import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Reply } from '../../shared/contract/bridge.ts';
import { dispatcher } from '../../shared/contract/dispatch.ts';
import { ASSET_CACHE, pageHeaders } from '../../shared/page-headers.ts';
import { fail } from '../../shared/result.ts';
import { SIGNED_OUT_HEADER } from '../../shared/signed-out-page.ts';
import { addressOf } from '../accounts/networks.ts';
import { sessionOf } from '../accounts/sessions.ts';
import { type Door, openedBy, type TooMany } from '../accounts/sign-in.ts';
import { handlersFor } from './calls.ts';
import { serveEvents } from './page-events.ts';
import { signIn, signOut } from './signing-in.ts';

/** The server's page: a station's renderer and contract, after sign-in. */

export interface PageOptions extends Door {
  /** The folder of the built page. */
  readonly pageFolder: string | undefined;
}

export const isBuilt = (pageFolder: string): boolean => existsSync(join(pageFolder, 'index.html'));

export const NO_PAGE =
  '主办方页面还没有构建；站点照常上报。请在装齐依赖的电脑上运行 npm run build，再把 dist/renderer 复制到这里的同名文件夹，然后重新启动。\n' +
  'The organiser’s page is not built here; stations can send all the same. Run npm run build where the whole project is installed, copy its dist/renderer to the same folder here, and start again.\n';

export async function servePage(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { storage, now, pageFolder } = options;
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

  app.post<{ Params: { name: string } }>(
    '/call/:name',
    { schema: { hide: true } },
    async (request, reply) => {
      if (!isOwnPage(request)) return reply.status(403).send({ kind: 'not-allowed' });
      const session = await sessionOf(storage, request.headers.cookie, now());
      if (!session) void reply.header(SIGNED_OUT_HEADER, '1');
      let tooMany: TooMany | undefined;
      const { name } = request.params;
      const handlers = await handlersFor(name, {
        ...options,
        session,
        signIn: async (asked) => {
          const answer = await signIn(options, request, reply, asked);
          if (answer.ok) return answer.value;
          tooMany = answer.fault;
          return fail({ kind: 'wrong' });
        },
        proves: (account, password) => {
          const { cookie: cookies } = request.headers;
          return openedBy(options, { account, password, address: addressOf(request.ip), cookies });
        },
        signOut: async () => {
          await signOut(options, session, reply);
          return {};
        },
      });
      if (handlers === 'signed-out') return reply.send(signedOut);
      if (handlers === 'not-allowed') return reply.send(notAllowed);
      const failed: unknown[] = [];
      const dispatch = dispatcher(handlers, (call, error) => {
        request.log.error({ call, err: error }, 'a call failed');
        failed.push(error);
      });
      const answer = await dispatch(name, request.body);
      // What the database could not do is answered as on every other route.
      for (const error of failed) await Promise.reject(error);
      if (tooMany) return tooManyGuesses(reply, tooMany);
      return reply.status(statusOf(answer)).send(answer);
    },
  );

  serveEvents(app, options);
}

const signedOut: Reply = { ok: true, value: fail({ kind: 'signed-out' }) };
const notAllowed: Reply = { ok: false, fault: { kind: 'not-allowed' } };

/** A page's own call never gets another status than 200, unless the server is at fault. */
function statusOf(answer: Reply): 200 | 400 | 404 {
  if (answer.ok) return 200;
  switch (answer.fault.kind) {
    case 'bad-input':
      return 400;
    case 'no-such-call':
    case 'not-open':
      return 404;
    case 'not-allowed':
    case 'bug':
      return 200;
  }
}

function tooManyGuesses(reply: FastifyReply, { kind, waitMs }: TooMany): FastifyReply {
  return reply
    .status(429)
    .header('retry-after', String(Math.ceil(waitMs / 1_000)))
    .send({ kind });
}

/** Refuses calls from another site's page. */
function isOwnPage({ headers }: FastifyRequest): boolean {
  if (headers.origin === undefined) return false;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
