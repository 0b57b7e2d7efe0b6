import type { FastifySchema } from 'fastify';
import { z } from 'zod';

/**
 * What the description at `/docs` says of each route beyond its schemas: a name, what opens it, and the
 * refusals that the whole app gives.
 */

interface Described {
  readonly operationId: string;
  readonly summary?: string;
  readonly tag: 'stations' | 'fairs' | 'programs' | 'health';
  /** A program's token; else a signature within the body or query, or nothing at all. */
  readonly byToken?: true;
  /** It reads neither a body nor the database's rows. */
  readonly alone?: true;
  readonly streams?: true;
}

const routes: Readonly<Record<string, Described>> = {
  'GET /health': {
    operationId: 'health',
    summary: 'Whether this process works; a restart helps where it does not.',
    tag: 'health',
    alone: true,
  },
  'GET /ready': {
    operationId: 'ready',
    summary: 'Whether this server can answer now; a balancer asks this.',
    tag: 'health',
    alone: true,
  },
  'POST /v1/fairs/{fair}/stations/{slot}/facts': { operationId: 'sendFacts', tag: 'stations' },
  'GET /v1/fairs/{fair}/stations/{slot}/live': {
    operationId: 'hearNews',
    tag: 'stations',
    streams: true,
  },
  'POST /v1/fairs/{fair}/revisions': { operationId: 'reviseFair', tag: 'fairs' },
  'POST /v1/fairs/{fair}/newest': { operationId: 'newestByKey', tag: 'fairs' },
  'POST /v1/fairs/{fair}/closing': { operationId: 'closeFair', tag: 'fairs' },
  'GET /v1/fairs/{fair}/closing': { operationId: 'closingOfFair', tag: 'fairs' },
  'POST /v1/fairs/{fair}/destroyed': { operationId: 'sayDestroyed', tag: 'fairs' },
  'POST /v1/fairs/{fair}/destroyed/list': { operationId: 'destroyedOfFair', tag: 'fairs' },
  'POST /v1/fairs/{fair}/enrolments': {
    operationId: 'offerStation',
    tag: 'programs',
    byToken: true,
  },
  'POST /v1/fairs/{fair}/enrolments/take': { operationId: 'takeStation', tag: 'fairs' },
  'GET /v1/fairs/{fair}/figures': {
    operationId: 'figures',
    summary: 'Every figure of the fair, and what it has seen of each station.',
    tag: 'programs',
    byToken: true,
  },
  'GET /v1/fairs/{fair}/contacts': { operationId: 'contacts', tag: 'programs', byToken: true },
  'POST /v1/fairs/{fair}/contacts': { operationId: 'contactsByKey', tag: 'fairs' },
  'POST /v1/fairs/{fair}/people': { operationId: 'namePeopleLists', tag: 'fairs' },
  'POST /v1/fairs/{fair}/people/{hash}': { operationId: 'givePeoplePack', tag: 'fairs' },
  'GET /v1/fairs/{fair}/stations/{slot}/people': { operationId: 'peopleLists', tag: 'stations' },
  'GET /v1/fairs/{fair}/stations/{slot}/people/{hash}': {
    operationId: 'peoplePack',
    tag: 'stations',
  },
};

/** The tags, security schemes and head of the description. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: '春风 Chunfeng',
    version: '1',
    description:
      'What stations, hubs and an organiser’s programs ask of the central server. The server’s page has calls of its own, which are not described here.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'stations', description: 'Stations and hubs; each request is signed by its station.' },
    { name: 'fairs', description: 'What the organiser’s signature, or a one-time code, admits.' },
    { name: 'programs', description: 'The organiser’s programs, each with a token of its own.' },
    { name: 'health', description: 'For the people who keep the server running.' },
  ],
  components: {
    securitySchemes: {
      token: {
        type: 'http' as const,
        scheme: 'bearer',
        description:
          'A program’s token, made by an administrator of the fair: `cf1.`, the fair, and 32 random bytes.',
      },
    },
  },
};

const kindOf = (...kinds: readonly string[]) => ({
  type: 'object',
  properties: { kind: { type: 'string', enum: kinds } },
  required: ['kind'],
});

/** What the app itself answers, on every route that has no answer of its own with this status. */
const byTheApp = {
  400: kindOf('bad-upload'),
  429: kindOf('too-many'),
  500: kindOf('bug'),
  503: kindOf('storage-trouble', 'storage-damaged', 'storage-away', 'too-busy'),
} as const;

const STREAM = { content: { 'text/event-stream': { schema: { type: 'string' } } } };

const says: Readonly<Record<string, string>> = {
  200: 'Done',
  400: 'The request is malformed, or breaks a rule',
  401: 'A signature or token is missing or wrong',
  403: 'Known, and not allowed',
  404: 'There is no such thing here',
  409: 'It contradicts what is here',
  429: 'Too many requests or wrong secrets; `retry-after` says when',
  500: 'A mistake of the server',
  503: 'The database cannot do it now',
};

const responsesSchema = z.record(z.string(), z.record(z.string(), z.unknown())).default({});

/**
 * Writes two things of zod's JSON Schema as OpenAPI's readers know them: a record of named keys lists them,
 * and what holds any JSON refers to no schema of its own.
 */
function plainly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plainly);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return {};
  const record = recordOfNames.safeParse(schema).data;
  const plain = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, plainly(value)]),
  );
  if (!record) return plain;
  const { propertyNames, additionalProperties } = record;
  const each = plainly(additionalProperties);
  return { ...plain, properties: Object.fromEntries(propertyNames.enum.map((key) => [key, each])) };
}

const recordOfNames = z.looseObject({
  propertyNames: z.looseObject({ enum: z.array(z.string()) }),
  additionalProperties: z.unknown(),
  properties: z.undefined().optional(),
});

/** Completes a route's schema, after its parts are JSON Schemas. Each route must stand in the table. */
export function described(method: string, url: string, schema: FastifySchema): FastifySchema {
  const path = url.replaceAll(/:(\w+)/g, '{$1}');
  const about = routes[`${method} ${path}`];
  if (!about) throw new Error(`/docs does not describe ${method} ${path}`);
  const { operationId, summary, tag, byToken, alone, streams } = about;
  const own = responsesSchema.parse(plainly(schema.response));
  const all: typeof own = { ...(streams && { 200: STREAM }), ...own };
  for (const [status, answer] of Object.entries(byTheApp)) {
    if (alone && (status === '400' || status === '503')) continue;
    const known = own[status];
    all[status] = known ? { anyOf: [known, answer] } : answer;
  }
  const response = Object.fromEntries(
    Object.entries(all).map(([status, answer]) => [
      status,
      { ...answer, description: says[status] ?? '' },
    ]),
  );
  return {
    ...schema,
    ...(schema.body !== undefined && { body: plainly(schema.body) }),
    operationId,
    ...(summary !== undefined && { summary }),
    tags: [tag],
    security: byToken ? [{ token: [] }] : [],
    response,
  };
}
