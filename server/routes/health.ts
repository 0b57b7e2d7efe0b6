import { z } from 'zod';
import { unreadyKinds } from '../storage/ready.ts';
import type { Routes } from './door.ts';

/** `/health`: the process lives, whatever its database does. `/ready`: it can take and give now. */
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
          503: z.strictObject({ kind: z.enum([...unreadyKinds, 'storage-damaged']) }),
        },
      },
    },
    async (_request, reply) => {
      if (storage.damaged()) return reply.status(503).send({ kind: 'storage-damaged' });
      const kind = await storage.unready();
      return kind ? reply.status(503).send({ kind }) : { home: storage.home };
    },
  );
  done();
};
