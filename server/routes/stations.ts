import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../shared/result.ts';
import {
  type Ack,
  ackSchema,
  hearingSchema,
  stationPathSchema,
  type SyncFault,
  syncFaultSchema,
  type Upload,
  uploadSchema,
} from '../../shared/sync/wire.ts';
import {
  ackFor,
  faultFor,
  HEAD_HEADER,
  READS_HEADER,
  readHeadHeader,
} from '../../shared/sync/versions.ts';
import { exchange } from '../exchange/exchange.ts';
import { type Held, openBodies, type Sender, TooMuch } from '../runtime/bodies.ts';
import { eventStreams } from '../runtime/event-streams.ts';
import { listeningStation } from '../exchange/asking.ts';
import { concerns } from '../exchange/heard-from.ts';
import { fairById, type KeptFair } from '../fairs/fairs.ts';
import { adoptFair } from '../ingest/adopt.ts';
import { branchesOf } from '../ingest/agree.ts';
import { senderOf } from '../ingest/verify.ts';
import { type Door, refused, type Routes } from './door.ts';

const statusOf: Readonly<Record<SyncFault['kind'], 400 | 401 | 403 | 404 | 409>> = {
  'bad-upload': 400,
  'not-signed': 401,
  revoked: 403,
  'no-such-fair': 404,
  'no-such-station': 404,
  'does-not-fit': 409,
  'unknown-beginning': 409,
  forked: 409,
};

const faults = {
  400: syncFaultSchema,
  401: syncFaultSchema,
  403: syncFaultSchema,
  404: syncFaultSchema,
  409: syncFaultSchema,
};

/** Of one station; those cut off on the way still look open. */
const MOST_STREAMS = 6;
/** Five thousand facts of the greatest length. */
const MOST_FACTS = 48 * 1024 * 1024;

/** Known before anything is unpacked, by a head that the station signed; otherwise only by its address. */
function senderBefore(
  known: KeptFair | undefined,
  slot: number | undefined,
  { headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>,
): Sender {
  const head = readHeadHeader(headers[HEAD_HEADER]);
  if (known && slot !== undefined && head && senderOf(known.fair, slot, head).ok) {
    return { name: `${known.fair.id}/${slot}`, isSigned: true };
  }
  return { name: ip, isSigned: false };
}

/** What there is of its chain: a station that is opened afterwards knows whether it may destroy its own. */
async function archivedFor(
  { storage }: Pick<Door, 'storage'>,
  { fair }: KeptFair,
  slot: number,
  upload: Upload,
): Promise<SyncFault> {
  const isStations = senderOf(fair, slot, upload).ok;
  const branches = isStations && (await branchesOf(storage.db, fair.id, slot));
  return { kind: 'no-such-fair', ...(branches && { branches }) };
}

/** A station waits for twenty seconds; then it asks again, and nobody reads this answer. */
function whileAwaited({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) left.abort();
  });
  return left.signal;
}

/** A request that waits behind another one on its connection hears of its end from the connection alone. */
function letGoOf(held: Held, { raw: { socket } }: FastifyRequest, { raw }: FastifyReply): void {
  const letGo = (): void => held.letGo();
  socket.once('close', letGo);
  raw.once('close', () => {
    socket.off('close', letGo);
    letGo();
  });
  if (socket.destroyed) letGo();
}

export const stationRoutes: Routes = (app, { storage, now, above: hearingAbove }, done) => {
  const bodies = openBodies();
  /** Looked up once, before the body. */
  const knownFor = new WeakMap<FastifyRequest, KeptFair | undefined>();
  app.post(
    '/v1/fairs/:fair/stations/:slot/facts',
    {
      bodyLimit: MOST_FACTS,
      decompress: false,
      preParsing: async (request, reply, payload) => {
        const path = stationPathSchema.safeParse(request.params).data;
        const known = path && (await fairById(storage, path.fair));
        knownFor.set(request, known);
        const held = bodies.enter(senderBefore(known, path?.slot, request));
        if (!held) throw new TooMuch(503);
        letGoOf(held, request, reply);
        return held.read(payload, request.headers['content-encoding'] === 'gzip');
      },
      schema: {
        summary:
          'A station, or a hub for it, sends what comes after the server’s last acknowledged fact.',
        params: stationPathSchema,
        body: uploadSchema,
        response: { 200: ackSchema, ...faults },
      },
    },
    async (request, reply) => {
      const { body: upload, headers, ip } = request;
      const { fair, slot } = request.params;
      const known = knownFor.get(request);
      if (!known) return reply.status(404).send({ kind: 'no-such-fair' });
      const reads = Number(headers[READS_HEADER] ?? 1);
      if (known.isArchived) {
        const fault = await archivedFor({ storage }, known, slot, upload);
        return reply.status(404).send(faultFor(reads, fault));
      }
      const sender = senderOf(known.fair, slot, upload);
      if (!sender.ok && !upload.revised) {
        return reply.status(statusOf[sender.fault.kind]).send(sender.fault);
      }
      // A station that only its new revision knows waits among strangers.
      const asker = { fair, station: sender.ok ? String(slot) : 'unknown' };
      const take = async (): Promise<Result<Ack, SyncFault>> => {
        if (upload.revised) await adoptFair(storage, upload.revised, fair);
        const kept = upload.revised ? await fairById(storage, fair) : known;
        const sent = { slot, upload, now: now(), sender: ip };
        return exchange({ storage, above: hearingAbove }, kept ?? known, sent);
      };
      const answer = await storage.uploads.take(asker, take, whileAwaited(reply));
      if (answer.ok) return ackFor(reads, answer.value);
      return reply.status(statusOf[answer.fault.kind]).send(faultFor(reads, answer.fault));
    },
  );

  const openStream = eventStreams(app);
  app.get(
    '/v1/fairs/:fair/stations/:slot/live',
    {
      schema: {
        summary:
          'That there is news for a station, as server-sent events; it asks for the news itself.',
        params: stationPathSchema,
        querystring: hearingSchema.pick({ nonce: true, signature: true, run: true }),
        response: { 401: refused, 404: refused },
      },
    },
    async ({ params: { fair: id, slot }, query }, reply) => {
      const kept = await fairById(storage, id);
      if (!kept || kept.isArchived) return reply.status(404).send({ kind: 'no-such-fair' });
      if (!listeningStation(kept, slot, query, now())) {
        return reply.status(401).send({ kind: 'not-allowed' });
      }
      const stopListening = storage.onNews((news) => {
        if (news.fair === id && concerns(kept.fair, slot, news)) {
          stream.send({ event: 'news', data: '' });
        }
      });
      const stream = openStream(reply, stopListening, [
        { name: `${id}/${slot}`, most: MOST_STREAMS },
      ]);
      return reply;
    },
  );
  done();
};
