import { z } from 'zod';
import type { Routes } from './door.ts';

export const healthRoutes: Routes = (app, { storage }, done) => {
  app.get(
    '/health',
    {
      schema: {
        response: {
          200: z.strictObject({ ok: z.literal(true) }),
          503: z.strictObject({ kind: z.literal('storage-damaged') }),
        },
      },
    },
    async (_request, reply) => {
      if (storage.damaged()) return reply.status(503).send({ kind: 'storage-damaged' });
      return { ok: true as const };
    },
  );

  app.get(
    '/ready',
    {
      schema: {
        response: {
          200: z.strictObject({ home: z.enum(['sqlite', 'postgres']) }),
          503: z.strictObject({ kind: z.enum(['storage-away', 'storage-damaged']) }),
        },
      },
    },
    async (_request, reply) => {
      if (storage.damaged()) return reply.status(503).send({ kind: 'storage-damaged' });
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
