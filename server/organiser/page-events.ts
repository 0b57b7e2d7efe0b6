import type { FastifyInstance } from 'fastify';
import type { EventStream } from '../../shared/event-stream.ts';
import { type Session, sessionOf } from '../accounts/sessions.ts';
import type { Door } from '../accounts/sign-in.ts';
import { eventStreams } from '../runtime/event-streams.ts';
import { realTimers } from '../runtime/timers.ts';

/** The page hears that its fair's figures changed, as long as its session lasts. */

/** News within this time goes out as one event. */
const GATHER_MS = 200;
/** How long a stream may outlast a session that ended elsewhere, when there is no news. */
const LOOK_AGAIN_MS = 60_000;
/** Pages of one session that are open at once; the oldest of more gives way. */
const MOST_STREAMS = 8;

export function serveEvents(app: FastifyInstance, { storage, now }: Door): void {
  const openStream = eventStreams(app);
  const streamsOf = new Map<string, Set<EventStream>>();

  app.get('/events', { schema: { hide: true } }, async (request, reply) => {
    const { cookie } = request.headers;
    const session = await sessionOf(storage, cookie, now());
    if (!session) return reply.status(401).send({ kind: 'signed-out' });
    const own = streamsOf.get(session.hash) ?? new Set<EventStream>();
    streamsOf.set(session.hash, own);
    const [oldest] = own.size >= MOST_STREAMS ? own : [];
    oldest?.end();

    let cancel: (() => void) | undefined;
    let stopLooking: () => void = () => undefined;
    const look = (): void => {
      stopLooking = realTimers.after(LOOK_AGAIN_MS, () => {
        void stillOpen().then((open) => open && look());
      });
    };
    async function stillOpen(): Promise<boolean> {
      // A database that does not answer has not ended a session.
      const still = await sessionOf(storage, cookie, now()).catch(
        (): Session | undefined => session,
      );
      if (!still) stream.end();
      return own.has(stream);
    }
    const stopListening = storage.onNews(({ fair }) => {
      if (fair !== session.fair) return;
      cancel ??= realTimers.after(GATHER_MS, () => {
        cancel = undefined;
        void stillOpen().then((open) => {
          if (open) stream.send({ data: JSON.stringify({ name: 'figures', payload: {} }) });
        });
      });
    });
    const onClose = (): void => {
      cancel?.();
      stopLooking();
      stopListening();
      own.delete(stream);
      if (own.size === 0) streamsOf.delete(session.hash);
    };
    const stream = openStream(reply, onClose, session.hash);
    own.add(stream);
    look();
    return reply;
  });
}
