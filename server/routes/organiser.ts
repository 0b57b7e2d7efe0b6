import { z } from 'zod';
import { contactsSchema } from '../../shared/sync/contacts.ts';
import { coverageSchema } from '../../shared/report/coverage.ts';
import { note } from '../organiser/audit.ts';
import { contactsOf } from '../organiser/contacts.ts';
import { coverageOf } from '../organiser/coverage.ts';
import { fairForOrganiser, fairPath, refused, type Routes, statusOfRefusal } from './door.ts';

/** What the organiser's own programs fetch with the token. The page has its own calls. */

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
          401: refused,
          404: refused,
        },
      },
    },
    async ({ params, headers }, reply) => {
      const kept = await fairForOrganiser(door, params.fair, headers.authorization);
      if (!kept.ok) return reply.status(statusOfRefusal[kept.fault.kind]).send(kept.fault);
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
        response: { 200: contactsSchema, 401: refused, 404: refused },
      },
    },
    async ({ params, headers }, reply) => {
      const kept = await fairForOrganiser(door, params.fair, headers.authorization);
      if (!kept.ok) return reply.status(statusOfRefusal[kept.fault.kind]).send(kept.fault);
      const { fair } = kept.value;
      await note(storage, fair.id, { did: 'contacts-fetched', by: 'contacts:release' }, now());
      return contactsOf(storage.db, fair);
    },
  );
  done();
};
