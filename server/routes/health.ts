import { z } from 'zod';
import type { Routes } from './door.ts';

export const healthRoutes: Routes = (app, { storage }, done) => {
  app.get(
    '/health',
    { schema: { response: { 200: z.strictObject({ ok: z.literal(true) }) } } },
    () => ({ ok: true as const }),
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
  done();
};
