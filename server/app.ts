import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import compress from '@fastify/compress';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { diskFault } from '../shared/disk-fault.ts';
import { dataHeaders, TLS_HEADERS } from '../shared/page-headers.ts';
import { readKnown } from '../shared/read-known.ts';
import { guessesOf } from './accounts/guesses.ts';
import { hashingLine } from './accounts/hashing-line.ts';
import { type Hardness, HARDNESS } from './accounts/passwords.ts';
import { addressOf } from './accounts/networks.ts';
import { servePage } from './organiser/page.ts';
import type { Certificate } from './tls/certificate.ts';
import type { Door } from './routes/door.ts';
import { fairRoutes } from './routes/fairs.ts';
import { healthRoutes } from './routes/health.ts';
import { newestRoutes } from './routes/newest.ts';
import { organiserRoutes } from './routes/organiser.ts';
import { destroyedRoutes } from './routes/destroyed.ts';
import { peopleRoutes } from './routes/people.ts';
import { stationRoutes } from './routes/stations.ts';
import type { Metrics } from './watching/metrics.ts';
import { watchRequests } from './watching/requests.ts';
import { afterwardsBy } from './runtime/afterwards.ts';
import { TooMuch } from './runtime/bodies.ts';
import { realTimers } from './runtime/timers.ts';
import { storageTrouble } from './storage/trouble.ts';

export interface AppOptions extends Pick<Door, 'storage' | 'now' | 'above'> {
  /** Of passwords; tests take less than what is good for people. */
  readonly hardness?: Hardness;
  /** Of one address in ten seconds, by route; tests take less. */
  readonly mostOfAddress?: number;
  readonly logger: false | FastifyBaseLogger;
  readonly metrics?: Metrics;
  /** Without it, the server speaks plain HTTP. */
  readonly tls?: Pick<Certificate, 'cert' | 'key'>;
  /** Of the proxies before it, whose word of a client's address is taken; none if absent. */
  readonly proxies?: readonly string[];
  /** The built page; without it the server has no page. */
  readonly pageFolder?: string;
  /** For programmers, at `/docs`. The hub of an installed app does without. */
  readonly isDescribed?: boolean;
}

/** A bureau's own workbook in the place of a return; what is larger has a limit of its own route. */
const BODY_LIMIT = 4 * 1024 * 1024;
/** A body that is sent drop by drop holds its memory no longer. */
const WHOLE_REQUEST_MS = 300_000;
/** A station that is catching up on a day sends about twenty requests a second. */
export const MOST_REQUESTS = 1_000;
/** Of all stations behind one address. Naming another fair in each request gets nobody further. */
const MOST_OF_ADDRESS = 10_000;
const WINDOW_MS = 10_000;

const DAMAGED =
  '数据库损坏，已停止收发：请重新启动服务器，它会把坏文件放到一边，抢救能读的，站点再补上其余。 The database is damaged, and nothing is taken or given any more: restart the server. It sets the file aside, recovers what can be read, and the stations send the rest again.';

/** Joins the routes and adds what they have in common. */
export async function openApp(options: AppOptions) {
  const {
    storage,
    now,
    above: hearingAbove,
    logger,
    pageFolder,
    metrics,
    hardness = HARDNESS,
  } = options;
  const { tls, proxies = [], isDescribed = true, mostOfAddress = MOST_OF_ADDRESS } = options;
  const app = fastify({
    ...(logger && { loggerInstance: logger }),
    genReqId: () => randomUUID(),
    https: tls ?? null,
    trustProxy: proxies.length > 0 && [...proxies],
    bodyLimit: BODY_LIMIT,
    requestTimeout: WHOLE_REQUEST_MS,
    // Safe to ignore: what our schemas do not name is left out.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // `watchRequests` writes one line for each. Never log bodies: they contain names.
    logController: new LogController({ disableRequestLogging: true }),
  }).withTypeProvider<ZodTypeProvider>();
  // What a newer neighbour says beyond our schemas is left out (P75).
  app.setValidatorCompiler<z.core.$ZodType>((route) => {
    const refuse = validatorCompiler(route);
    const { schema, httpPart } = route;
    return (data: unknown) => {
      if (!(schema instanceof z.ZodType)) return refuse(data);
      const known = readKnown(schema, data, { leavesOut: httpPart === 'body' });
      return known ? { value: known.value } : refuse(data);
    };
  });
  app.setSerializerCompiler(serializerCompiler);
  watchRequests(app, metrics);
  // On the response itself, so that streams, errors and files have them, too; a page sets its own over these.
  app.addHook('onRequest', async ({ protocol }, { raw }) => {
    const headers = { ...dataHeaders, ...(protocol === 'https' && TLS_HEADERS) };
    for (const [name, value] of Object.entries(headers)) raw.setHeader(name, value);
  });
  // A hall may have a slow line.
  await app.register(compress, { encodings: ['gzip'], requestEncodings: ['gzip'] });
  // Uses the route as the router matched it, so that another spelling of the address does not escape the limit.
  const ofAddress = ({ ip, routeOptions }: FastifyRequest): string =>
    `${addressOf(ip)} ${routeOptions.url ?? ''}`;
  await app.register(rateLimit, {
    max: mostOfAddress,
    timeWindow: WINDOW_MS,
    keyGenerator: ofAddress,
  });
  // All stations of a hall share one address, and none may block another.
  await app.register(rateLimit, {
    max: MOST_REQUESTS,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => `${ofAddress(request)} ${JSON.stringify(request.params ?? {})}`,
  });
  if (isDescribed) {
    const { description, descriptionPage } = await import('./routes/description.ts');
    await app.register(description.plugin, description.options);
    await app.register(descriptionPage, { storage, now });
  }

  // For a newer neighbour: this server does not know the call yet (P77).
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ kind: 'unknown' }));
  app.setErrorHandler((error, request, reply) => {
    // The rate limit has already set the header that says how long to wait.
    if (statusIn(error) === 429) return refuse(reply, 429, 'too-many');
    if (error instanceof TooMuch && error.statusCode === 503) {
      void reply.header('retry-after', 2);
      return refuse(reply, 503, 'too-busy');
    }
    if (isClientError(error)) return refuse(reply, 400, 'bad-upload');
    const trouble = storageTrouble(error);
    if (trouble) {
      request.log.warn({ kind: trouble.kind, err: error }, 'storage');
      void reply.header('retry-after', trouble.afterSeconds);
      return refuse(reply, 503, trouble.kind);
    }
    request.log.error(error);
    if (diskFault(error)) return refuse(reply, 503, 'storage-trouble');
    return refuse(reply, 500, 'bug');
  });
  // Figures from a damaged database would be wrong, and what it accepted might be lost.
  app.addHook('onRequest', async ({ url, log }, reply) => {
    if (!storage.damaged() || url === '/health' || url === '/ready') return;
    log.error(DAMAGED);
    await reply.status(503).send({ kind: 'storage-damaged' });
  });
  const endQuietSockets = quietSockets(app.server, tls ? 'secureConnection' : 'connection');
  app.addHook('preClose', async () => endQuietSockets());

  const door: Door = {
    storage,
    now,
    hardness,
    guesses: guessesOf(now),
    line: hashingLine(),
    afterwards: afterwardsBy(realTimers, Math.random, (error) => app.log.error(error)),
    ...(hearingAbove && { above: hearingAbove }),
  };
  const all = [
    healthRoutes,
    stationRoutes,
    fairRoutes,
    destroyedRoutes,
    newestRoutes,
    peopleRoutes,
    organiserRoutes,
  ];
  for (const routes of all) {
    await app.register(routes, door);
  }
  await servePage(app, { ...door, pageFolder });
  await app.ready();
  return app;
}
export type App = Awaited<ReturnType<typeof openApp>>;

/**
 * Connections on which nobody asks anything: a browser's spare ones, and those kept for a next question.
 * Node would wait more than a minute for these before it closes. Returns what ends them, now and from now on.
 */
function quietSockets(server: Server, opened: 'connection' | 'secureConnection'): () => void {
  const quiet = new Set<Socket>();
  let isClosing = false;
  const rests = (socket: Socket): void => {
    if (isClosing) socket.destroySoon();
    else if (!socket.destroyed) quiet.add(socket);
  };
  server.on(opened, (socket: Socket) => {
    socket.once('close', () => quiet.delete(socket));
    rests(socket);
  });
  server.on('request', ({ socket }, answer) => {
    quiet.delete(socket);
    answer.once('close', () => rests(socket));
  });
  return () => {
    isClosing = true;
    for (const socket of quiet) socket.destroySoon();
  };
}

/** What the app itself answers is in no route's schema, and must not be checked against one. */
function refuse(reply: FastifyReply, status: number, kind: string): FastifyReply {
  return reply
    .status(status)
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send({ kind });
}

/** True for a body that is cut off, is not JSON, or breaks its schema. */
function isClientError(error: unknown): boolean {
  const status = statusIn(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (status !== undefined && status < 500) || code.startsWith('Z_');
}

function statusIn(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
