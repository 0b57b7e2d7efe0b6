import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { pageHeaders } from '../../shared/page-headers.ts';
import { sessionOf } from '../accounts/sessions.ts';
import { described, openapi } from './described.ts';
import type { Door } from './door.ts';

/** Serves the description of all routes that are added after it, to whoever is signed in. */
export async function describeRoutes(
  app: Pick<FastifyInstance, 'register'>,
  { storage, now }: Pick<Door, 'storage' | 'now'>,
): Promise<void> {
  await app.register(swagger, {
    openapi,
    transform(route) {
      const { schema, url } = jsonSchemaTransform(route);
      if (schema.hide) return { schema, url };
      return { schema: described(String(route.route.method), url, schema), url };
    },
  });
  await app.register(async (docs) => {
    docs.addHook('onRequest', async ({ headers }, reply) => {
      const session = await sessionOf(storage, headers.cookie, now());
      if (!session) await reply.status(401).send({ kind: 'signed-out' });
    });
    const staticCSP = pageHeaders['content-security-policy'];
    await docs.register(swaggerUi, { routePrefix: '/docs', staticCSP });
  });
}
