import { z } from 'zod';
import { hashSchema, incarnationSchema } from '../../shared/facts.ts';
import { hearingSchema, stationPathSchema } from '../../shared/sync/wire.ts';
import {
  keptListsSchema,
  listFaults,
  packFaults,
  packSchema,
  signedPeopleListsSchema,
} from '../../shared/sync/people-lists.ts';
import { roleThatAsks } from '../exchange/asking.ts';
import { fairById } from '../fairs/fairs.ts';
import { keepLists, keepPack, listsOf, packOf } from '../fairs/people-lists.ts';
import { fairPath, refused, type Routes } from './door.ts';

/** A pack of the greatest length, in base64. */
const MOST_OF_A_PACK = 24 * 1024 * 1024;

const packPath = fairPath.extend({ hash: hashSchema });
const stationPack = stationPathSchema.extend({ hash: hashSchema });
const asked = hearingSchema
  .pick({ nonce: true, signature: true })
  .extend({ run: incarnationSchema.optional() });

export const peopleRoutes: Routes = (app, { storage, now }, done) => {
  app.post(
    '/v1/fairs/:fair/people',
    {
      schema: {
        summary:
          'Which lists of registered people count. The organiser’s signature is what admits it; the answer names the packs that are missing here.',
        params: fairPath,
        body: signedPeopleListsSchema,
        response: {
          200: keptListsSchema,
          400: z.strictObject({ kind: z.enum(listFaults) }),
          404: refused,
        },
      },
    },
    async ({ params, body }, reply) => {
      const known = await fairById(storage, params.fair);
      if (!known) return reply.status(404).send({ kind: 'no-such-fair' });
      const kept = await keepLists(storage, known.fair, body);
      return kept.ok ? kept.value : reply.status(400).send(kept.fault);
    },
  );

  app.post(
    '/v1/fairs/:fair/people/:hash',
    {
      bodyLimit: MOST_OF_A_PACK,
      schema: {
        summary: 'A pack that the lists here name: readable to entrances alone.',
        params: packPath,
        body: packSchema,
        response: {
          200: keptListsSchema,
          400: z.strictObject({ kind: z.enum(packFaults) }),
          404: refused,
        },
      },
    },
    async ({ params, body }, reply) => {
      const known = await fairById(storage, params.fair);
      if (!known) return reply.status(404).send({ kind: 'no-such-fair' });
      const kept = await keepPack(storage, known.fair, params.hash, body.base64);
      return kept.ok ? kept.value : reply.status(400).send(kept.fault);
    },
  );

  app.get(
    '/v1/fairs/:fair/stations/:slot/people',
    {
      schema: {
        summary: 'For an entrance, its hub, or an organiser’s station: which lists count.',
        params: stationPathSchema,
        querystring: asked,
        response: { 200: signedPeopleListsSchema, 401: refused, 404: refused },
      },
    },
    async ({ params: { fair: id, slot }, query }, reply) => {
      const kept = await fairById(storage, id);
      if (!kept || kept.isArchived) return reply.status(404).send({ kind: 'no-such-fair' });
      const role = roleThatAsks(kept, slot, query, now());
      if (role !== 'entrance' && role !== 'organiser') {
        return reply.status(401).send({ kind: 'not-allowed' });
      }
      const lists = await listsOf(storage.db, kept.fair);
      return lists?.signed ?? reply.status(404).send({ kind: 'no-such-fair' });
    },
  );

  app.get(
    '/v1/fairs/:fair/stations/:slot/people/:hash',
    {
      schema: {
        summary: 'For an entrance, or its hub: a pack of a list.',
        params: stationPack,
        querystring: asked,
        response: { 200: packSchema, 401: refused, 404: refused },
      },
    },
    async ({ params: { fair: id, slot, hash }, query }, reply) => {
      const kept = await fairById(storage, id);
      if (!kept || kept.isArchived) return reply.status(404).send({ kind: 'no-such-fair' });
      if (roleThatAsks(kept, slot, query, now()) !== 'entrance') {
        return reply.status(401).send({ kind: 'not-allowed' });
      }
      const base64 = await packOf(storage.db, id, hash);
      return base64 === undefined ? reply.status(404).send({ kind: 'no-such-fair' }) : { base64 };
    },
  );
  done();
};
