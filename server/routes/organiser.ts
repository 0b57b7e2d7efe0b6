import { z } from 'zod';
import { contactsSchema } from '../../shared/sync/contacts.ts';
import { coverageSchema } from '../../shared/report/coverage.ts';
import { note } from '../accounts/audit.ts';
import { contactsOf } from '../organiser/contacts.ts';
import { coverageOf } from '../organiser/coverage.ts';
import { fairForProgram, fairPath, refusals, type Routes, sendRefusal } from './door.ts';

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
      const { fair, by } = kept.value;
      await note(storage, fair.id, { did: 'contacts-fetched', by }, now());
      return contactsOf(storage.db, fair);
    },
  );
  done();
};
