import { z } from 'zod';
import { signedFairSchema } from '../../shared/fair.ts';
import { offerFaults, offerSchema, takeSchema } from '../../shared/sync/enrolment.ts';
import { fail } from '../../shared/result.ts';
import { closingAnswerSchema, signedTimeSchema, timeFaults } from '../../shared/signed-time.ts';
import { closeFair, closingOf } from '../fairs/closing.ts';
import { keepOffer, takeOffer } from '../fairs/enrolments.ts';
import { fairById, fairFaults } from '../fairs/fairs.ts';
import { adoptFair } from '../ingest/adopt.ts';
import { note } from '../accounts/audit.ts';
import {
  fairForProgram,
  fairPath,
  guessed,
  refusals,
  refused,
  type Routes,
  sendRefusal,
} from './door.ts';

/** A square's fair of 13,500 posts is some megabytes. */
const MOST_OF_A_FAIR = 24 * 1024 * 1024;

export const fairRoutes: Routes = (app, door, done) => {
  const { storage, now } = door;
  app.post(
    '/v1/fairs/:fair/revisions',
    {
      bodyLimit: MOST_OF_A_FAIR,
      schema: {
        summary:
          'A later revision of a fair that is here. The organiser’s signature is what admits it; stations hear of it at once.',
        params: fairPath,
        body: signedFairSchema,
        response: {
          200: z.strictObject({ revision: z.int() }),
          400: z.strictObject({ kind: z.enum(fairFaults) }),
          404: refused,
        },
      },
    },
    async ({ params, body }, reply) => {
      const here = await fairById(storage, params.fair);
      if (!here || here.isArchived) return reply.status(404).send({ kind: 'no-such-fair' });
      const kept = await adoptFair(storage, body, params.fair);
      if (!kept.ok) return reply.status(400).send(kept.fault);
      return { revision: kept.value.revision };
    },
  );

  app.post(
    '/v1/fairs/:fair/closing',
    {
      schema: {
        summary:
          'The organiser’s signed time, past the fair’s storage period: the server forgets which tombstone stands for whom.',
        params: fairPath,
        body: signedTimeSchema,
        response: {
          200: z.strictObject({ closedMs: z.int() }),
          400: z.strictObject({ kind: z.enum(timeFaults), keepUntil: z.string().exactOptional() }),
          404: refused,
        },
      },
    },
    async ({ params, body }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      const closed = await closeFair(storage, kept, body, now());
      return closed.ok ? { closedMs: closed.value } : reply.status(400).send(closed.fault);
    },
  );

  app.get(
    '/v1/fairs/:fair/closing',
    {
      schema: {
        summary: 'For hubs and stations: the organiser’s signed time if the fair is closed here.',
        params: fairPath,
        response: { 200: closingAnswerSchema, 404: refused },
      },
    },
    async ({ params }, reply) => {
      const kept = await fairById(storage, params.fair);
      if (!kept) return reply.status(404).send({ kind: 'no-such-fair' });
      return { closed: await closingOf(storage.db, params.fair) };
    },
  );

  app.post(
    '/v1/fairs/:fair/enrolments',
    {
      bodyLimit: MOST_OF_A_FAIR,
      schema: {
        summary:
          'The organiser leaves a station’s file, closed by a passphrase, for the machine that brings its code.',
        params: fairPath,
        body: offerSchema,
        response: { 200: z.strictObject({ ok: z.literal(true) }), ...refusals },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const kept = await fairForProgram(door, params.fair, 'enrolments', request);
      if (!kept.ok) return sendRefusal(reply, kept.fault);
      const { fair, by: token } = kept.value;
      await keepOffer(storage, fair.id, body, now());
      await note(storage, fair.id, { did: 'station-offered', by: token, slot: body.slot }, now());
      return { ok: true as const };
    },
  );

  app.post(
    '/v1/fairs/:fair/enrolments/take',
    {
      schema: {
        summary: 'A machine that has scanned an enrolment code fetches its file, once.',
        params: fairPath,
        body: takeSchema,
        response: {
          200: z.strictObject({ file: z.string() }),
          404: z.strictObject({ kind: z.enum(offerFaults) }),
          429: refused,
        },
      },
    },
    async (request, reply) => {
      const { fair } = request.params;
      const here = await fairById(storage, fair);
      const offer = here
        ? await takeOffer(storage, fair, request.body, now())
        : fail({ kind: 'no-such-fair' as const });
      if (offer.ok) return offer.value;
      const { kind } = offer.fault;
      // The others prove that the caller has the code.
      if (kind !== 'no-such-code' && kind !== 'no-such-fair') {
        return reply.status(404).send(offer.fault);
      }
      const waitMs = guessed(door, { what: 'code', fair }, request);
      if (waitMs > 0) return sendRefusal(reply, { kind: 'too-many', waitMs });
      return reply.status(404).send(offer.fault);
    },
  );
  done();
};
