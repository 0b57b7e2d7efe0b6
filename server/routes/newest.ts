import { signedFairSchema } from '../../shared/fair.ts';
import {
  askedByKeySchema,
  NEWEST_FAIR_DOMAIN,
  signThisSchema,
} from '../../shared/sync/asked-by-key.ts';
import { note } from '../accounts/audit.ts';
import { fairById } from '../fairs/fairs.ts';
import { BY_KEY, isByKey, signThis } from './by-key.ts';
import { fairPath, refused, type Routes } from './door.ts';

/** The fair for a laptop that takes the organiser's place, with the keys alone (P126). */
export const newestRoutes: Routes = (app, { storage, now }, done) => {
  app.post(
    '/v1/fairs/:fair/newest',
    {
      schema: {
        summary:
          'The newest revision, for a holder of the fair’s signing key: a laptop that takes the organiser’s place. The refusal of a request without a signature says what to sign.',
        params: fairPath,
        body: askedByKeySchema,
        response: { 200: signedFairSchema, 401: signThisSchema, 404: refused },
      },
    },
    async ({ params, body: { signed } }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      if (!isByKey(kept, NEWEST_FAIR_DOMAIN, signed, now())) {
        return reply.status(401).send(signThis(kept, now()));
      }
      await note(storage, params.fair, { did: 'fair-fetched', by: BY_KEY }, now());
      return kept.signed;
    },
  );
  done();
};
