import { z } from 'zod';
import { contactsSchema } from '../../shared/sync/contacts.ts';
import {
  askedByKeySchema,
  CONTACTS_DOMAIN,
  signThisSchema,
} from '../../shared/sync/asked-by-key.ts';
import { coverageSchema } from '../../shared/report/coverage.ts';
import { note } from '../accounts/audit.ts';
import { fairById } from '../fairs/fairs.ts';
import { contactsOf } from '../organiser/contacts.ts';
import { coverageOf } from '../organiser/coverage.ts';
import { BY_KEY, isByKey, signThis } from './by-key.ts';
import { fairForProgram, fairPath, refusals, refused, type Routes, sendRefusal } from './door.ts';

/** What the organiser's own programs fetch with a token. The page has its own calls. */

const figureRow = z.strictObject({
  scope: z.string(),
  figure: z.string(),
  slice: z.string(),
  value: z.int(),
});

export const organiserRoutes: Routes = (app, door, done) => {
  const { storage, now } = door;
  app.get(
    '/v1/fairs/:fair/figures',
    {
      schema: {
        params: fairPath,
        response: {
          200: z.strictObject({ figures: z.array(figureRow), coverage: coverageSchema }),
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const kept = await fairForProgram(door, request.params.fair, 'figures', request);
      if (!kept.ok) return sendRefusal(reply, kept.fault);
      const { fair } = kept.value;
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
        response: { 200: contactsSchema, ...refusals },
      },
    },
    async (request, reply) => {
      const kept = await fairForProgram(door, request.params.fair, 'contacts', request);
      if (!kept.ok) return sendRefusal(reply, kept.fault);
      const { fair, by: token } = kept.value;
      await note(storage, fair.id, { did: 'contacts-fetched', by: token }, now());
      return contactsOf(storage.db, fair);
    },
  );

  app.post(
    '/v1/fairs/:fair/contacts',
    {
      schema: {
        summary:
          'The same, for a holder of the fair’s signing key: the refusal of a request without a signature says what to sign.',
        params: fairPath,
        body: askedByKeySchema,
        response: { 200: contactsSchema, 401: signThisSchema, 404: refused },
      },
    },
    async ({ params, body: { signed } }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const { fair } = kept;
      if (!isByKey(kept, CONTACTS_DOMAIN, signed, now())) {
        return reply.status(401).send(signThis(kept, now()));
      }
      await note(storage, fair.id, { did: 'contacts-fetched', by: BY_KEY }, now());
      return contactsOf(storage.db, fair);
    },
  );
  done();
};
