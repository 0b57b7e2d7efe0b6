import { z } from 'zod';
import { destroyedAnswerSchema, destroyedFaults, destroyedSchema } from '../../shared/destroyed.ts';
import {
  askedByKeySchema,
  DESTROYED_LIST_DOMAIN,
  signThisSchema,
} from '../../shared/sync/asked-by-key.ts';
import { destroyedIn, keepDestroyed } from '../fairs/destroyed.ts';
import { fairById } from '../fairs/fairs.ts';
import { isByKey, organiserStationKeys, signThis } from './by-key.ts';
import { fairPath, refused, type Routes } from './door.ts';

/** Also of a fair that is archived: machines in a drawer are destroyed long after it. */
export const destroyedRoutes: Routes = (app, { storage, now }, done) => {
  app.post(
    '/v1/fairs/:fair/destroyed',
    {
      schema: {
        summary:
          'A machine, or a hub for it, says that its keys and people’s data are destroyed; its station signed this before.',
        params: fairPath,
        body: destroyedSchema,
        response: {
          200: z.strictObject({ ok: z.literal(true) }),
          400: z.strictObject({ kind: z.enum(destroyedFaults) }),
          404: refused,
        },
      },
    },
    async ({ params, body }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const taken = await keepDestroyed(storage, kept, body, now());
      return taken.ok ? { ok: true as const } : reply.status(400).send(taken.fault);
    },
  );

  // It may be asked after the organiser's keys are locked or gone, so a station's own key is enough.
  app.post(
    '/v1/fairs/:fair/destroyed/list',
    {
      schema: {
        summary:
          'Which machines have said so, as their stations signed it: for an organiser’s station. The refusal of a request without a signature says what to sign.',
        params: fairPath,
        body: askedByKeySchema,
        response: { 200: destroyedAnswerSchema, 401: signThisSchema, 404: refused },
      },
    },
    async ({ params, body: { signed } }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const keys = organiserStationKeys(kept);
      if (!isByKey(kept, DESTROYED_LIST_DOMAIN, signed, now(), keys)) {
        return reply.status(401).send(signThis(kept, now()));
      }
      return { told: await destroyedIn(storage.db, kept.fair.id) };
    },
  );
  done();
};
