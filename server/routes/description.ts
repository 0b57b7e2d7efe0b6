import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyPluginAsync } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { pageHeaders } from '../../shared/page-headers.ts';
import { sessionOf } from '../accounts/sessions.ts';
import { described, openapi } from './described.ts';
import type { Door } from './door.ts';

/** Collects the description of all routes that are added after it. */
export const description = {
  plugin: swagger,
  options: {
    openapi,
    transform(route) {
      const { schema, url } = jsonSchemaTransform(route);
      if (schema.hide) return { schema, url };
      return { schema: described(String(route.route.method), url, schema), url };
    },
  } satisfies Parameters<typeof swagger>[1],
};

/** Shows it to anyone who is signed in. */
export const descriptionPage: FastifyPluginAsync<Pick<Door, 'storage' | 'now'>> = async (
  docs,
  { storage, now },
) => {
  docs.addHook('onRequest', async ({ headers }, reply) => {
    const session = await sessionOf(storage, headers.cookie, now());
    if (!session) await reply.status(401).send({ kind: 'signed-out' });
  });
  const staticCSP = pageHeaders['content-security-policy'];
  await docs.register(swaggerUi, { routePrefix: '/docs', staticCSP });
};
