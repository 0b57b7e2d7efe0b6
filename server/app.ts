import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  ackSchema,
  hearingSchema,
  stationPathSchema,
  type SyncFault,
  syncFaultSchema,
  uploadSchema,
} from '../shared/sync/wire.ts';
import { offerFaults, offerSchema, takeSchema } from '../shared/sync/enrolment.ts';
import { signedFairSchema } from '../shared/fair.ts';
import { contactsSchema } from '../shared/report/contacts.ts';
import { coverageSchema } from '../shared/report/coverage.ts';
import { coverageOf } from './coverage.ts';
import { keepOffer, takeOffer } from './enrolments.ts';
import { fairById, fairFaults, keepFair } from './fairs.ts';
import { whoAsks } from './ingest/hearing.ts';
import { ingest } from './ingest/ingest.ts';
import { concerns } from './live.ts';
import { note } from './organiser/audit.ts';
import { contactsOf } from './organiser/contacts.ts';
import { servePage } from './organiser/page.ts';
import { isToken } from './organiser/session.ts';
import type { Storage } from './storage/homes.ts';

/** The server's doors. Each names its schemas once: they validate, and the description is made of them. */

export interface AppOptions {
  readonly storage: Storage;
  readonly now: () => number;
  /** Figures are for whoever holds this. */
  readonly organiserToken: string;
  readonly logger: boolean | FastifyBaseLogger;
  /** Where the built page is; without it the server has no page. */
  readonly pageFolder?: string;
}

/** A batch of five thousand facts, at their longest. */
const BODY_LIMIT = 48 * 1024 * 1024;

const PULSE_MS = 20_000;
/** A day that is drained asks some twenty times a second. */
export const MOST_REQUESTS = 1_000;
const WINDOW_MS = 10_000;
const MOST_GUESSES = 20;

const statusOf: Readonly<Record<SyncFault['kind'], 400 | 401 | 403 | 404 | 409>> = {
  'bad-upload': 400,
  'not-signed': 401,
  revoked: 403,
  'no-such-fair': 404,
  'no-such-station': 404,
  'does-not-fit': 409,
  'unknown-beginning': 409,
  forked: 409,
};

const faults = {
  400: syncFaultSchema,
  401: syncFaultSchema,
  403: syncFaultSchema,
  404: syncFaultSchema,
  409: syncFaultSchema,
};
const refused = z.strictObject({ kind: z.enum(['not-allowed', 'no-such-fair']) });
const figureRow = z.strictObject({
  scope: z.string(),
  figure: z.string(),
  slice: z.string(),
  value: z.int(),
});

export async function openApp(options: AppOptions) {
  const { storage, now, organiserToken, logger, pageFolder } = options;
  const app = fastify({
    logger,
    bodyLimit: BODY_LIMIT,
    // The schemas take what they name, and refuse what they do not: nothing else of a body gets far.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // Addresses hold a fair and a slot, and nobody's name; bodies are never logged.
    logController: new LogController({ disableRequestLogging: true }),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // What stations say and hear goes over thin lines.
  await app.register(compress, { encodings: ['gzip'], requestEncodings: ['gzip'] });
  // By address and by what is asked: stations of one hall share an address, and wait for none of them.
  await app.register(rateLimit, {
    max: MOST_REQUESTS,
    timeWindow: WINDOW_MS,
    // As the router understood it: spelt another way, an address is counted all the same.
    keyGenerator: ({ ip, routeOptions, params }) =>
      `${ip} ${routeOptions.url ?? ''} ${JSON.stringify(params ?? {})}`,
  });
  await app.register(swagger, {
    openapi: { info: { title: '春风 Chunfeng', version: '1' } },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });

  app.setErrorHandler((error, request, reply) => {
    // The header that says how long to wait stands on the answer already.
    if (statusIn(error) === 429) return reply.status(429).send({ kind: 'too-many' });
    if (isClientError(error)) return reply.status(400).send({ kind: 'bad-upload' });
    request.log.error(error);
    return reply.status(500).send({ kind: 'bug' });
  });

  app.get(
    '/health',
    { schema: { response: { 200: z.strictObject({ ok: z.literal(true) }) } } },
    () => ({
      ok: true as const,
    }),
  );

  app.get(
    '/ready',
    {
      schema: {
        response: {
          200: z.strictObject({ home: z.enum(['sqlite', 'postgres']) }),
          503: z.strictObject({ kind: z.literal('storage-away') }),
        },
      },
    },
    async (_request, reply) => {
      try {
        await storage.ping();
        return { home: storage.home };
      } catch {
        return reply.status(503).send({ kind: 'storage-away' });
      }
    },
  );

  app.post(
    '/v1/fairs/:fair/stations/:slot/facts',
    {
      schema: {
        summary:
          'A station, or a hub for it, sends what comes after the server’s last acknowledged fact.',
        params: stationPathSchema,
        body: uploadSchema,
        response: { 200: ackSchema, ...faults },
      },
    },
    async ({ params, body }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const answer = await ingest(storage, kept, params.slot, body, now());
      if (answer.ok) return answer.value;
      return reply.status(statusOf[answer.fault.kind]).send(answer.fault);
    },
  );

  const streams = new Set<ServerResponse>();
  /** Opened ahead of a question that never came: Node would wait for it. */
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
    for (const socket of silent) socket.destroy();
  });

  app.get(
    '/v1/fairs/:fair/stations/:slot/live',
    {
      schema: {
        summary:
          'That there is news for a station, as server-sent events; it asks for the news itself.',
        params: stationPathSchema,
        querystring: hearingSchema.pick({ nonce: true, signature: true }),
        response: { 401: refused, 404: refused },
      },
    },
    async ({ params: { fair: id, slot }, query }, reply) => {
      const kept = await fairById(storage, id);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      if (!whoAsks(kept, slot, query, now())) {
        return reply.status(401).send({ kind: 'not-allowed' });
      }
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      stream.write(':\n\n');
      streams.add(stream);
      const deaf = storage.onNews((news) => {
        if (news.fair === id && concerns(kept.fair, slot, news)) {
          stream.write('event: news\ndata:\n\n');
        }
      });
      // Whatever stands between closes what is silent.
      const pulse = setInterval(() => stream.write(':\n\n'), PULSE_MS).unref();
      stream.on('close', () => {
        clearInterval(pulse);
        deaf();
        streams.delete(stream);
      });
      return reply;
    },
  );

  const allowed = (authorization = ''): boolean =>
    isToken(authorization, `Bearer ${organiserToken}`);
  const fairPath = stationPathSchema.pick({ fair: true });

  app.post(
    '/v1/fairs/:fair/revisions',
    {
      schema: {
        summary:
          'A later revision of a fair that is here. The organiser’s signature is what admits it; stations hear of it at once.',
        params: fairPath,
        body: signedFairSchema,
        response: {
          200: z.strictObject({ revision: z.int() }),
          400: z.strictObject({ kind: z.enum(fairFaults) }),
          404: refused,
        },
      },
    },
    async ({ params, body }, reply) => {
      if (!(await fairById(storage, params.fair))) {
        return reply.status(404).send({ kind: 'no-such-fair' });
      }
      const kept = await keepFair(storage, body, params.fair);
      if (!kept.ok) return reply.status(400).send(kept.fault);
      return { revision: kept.value.revision };
    },
  );

  app.post(
    '/v1/fairs/:fair/enrolments',
    {
      schema: {
        summary:
          'The organiser leaves a station’s file, closed by a passphrase, for whoever brings its code.',
        params: fairPath,
        body: offerSchema,
        response: { 200: z.strictObject({ ok: z.literal(true) }), 401: refused, 404: refused },
      },
    },
    async ({ params, body, headers }, reply) => {
      if (!allowed(headers.authorization)) return reply.status(401).send({ kind: 'not-allowed' });
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      await keepOffer(storage, kept.fair.id, body, now());
      return { ok: true as const };
    },
  );

  app.post(
    '/v1/fairs/:fair/enrolments/take',
    {
      config: { rateLimit: { max: MOST_GUESSES, timeWindow: WINDOW_MS } },
      schema: {
        summary: 'A machine that has scanned an enrolment code fetches its file, once.',
        params: fairPath,
        body: takeSchema,
        response: {
          200: z.strictObject({ file: z.string() }),
          404: z.strictObject({ kind: z.enum(offerFaults) }),
        },
      },
    },
    async ({ params, body }, reply) => {
      const taken = await takeOffer(storage, params.fair, body, now());
      return taken.ok ? taken.value : reply.status(404).send(taken.fault);
    },
  );

  app.get(
    '/v1/fairs/:fair/figures',
    {
      schema: {
        params: fairPath,
        response: {
          200: z.strictObject({ figures: z.array(figureRow), coverage: coverageSchema }),
          401: refused,
          404: refused,
        },
      },
    },
    async ({ params, headers }, reply) => {
      if (!allowed(headers.authorization)) return reply.status(401).send({ kind: 'not-allowed' });
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const { fair } = kept;
      const figures = await storage.db
        .selectFrom('tally')
        .select(['scope', 'figure', 'slice', 'value'])
        .where('fair_id', '=', fair.id)
        .execute();
      return { figures, coverage: await coverageOf(storage, fair) };
    },
  );

  app.get(
    '/v1/fairs/:fair/contacts',
    {
      schema: {
        summary:
          'Sealed boxes, and who left a résumé where, for the organiser’s machine that has the key.',
        params: fairPath,
        response: { 200: contactsSchema, 401: refused, 404: refused },
      },
    },
    async ({ params, headers }, reply) => {
      if (!allowed(headers.authorization)) return reply.status(401).send({ kind: 'not-allowed' });
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const by = 'contacts:release';
      await note(storage, kept.fair.id, { did: 'contacts-fetched', by }, now());
      return contactsOf(storage.db, kept.fair.id);
    },
  );

  await servePage(app, { storage, now, organiserToken, pageFolder });
  await app.ready();
  return app;
}
export type App = Awaited<ReturnType<typeof openApp>>;

/** A body that is cut, no JSON, or not what the schema says. */
function isClientError(error: unknown): boolean {
  const status = statusIn(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (status !== undefined && status < 500) || code.startsWith('Z_');
}

function statusIn(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
