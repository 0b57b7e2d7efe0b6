import type { FastifyInstance } from 'fastify';
import { type Session, sessionOf } from '../accounts/sessions.ts';
import type { Door } from '../accounts/sign-in.ts';
import { eventStreams } from '../runtime/event-streams.ts';
import { realTimers } from '../runtime/timers.ts';

/** The page hears that its fair's figures changed, as long as its session lasts. */

/** News within this time goes out as one event. */
const GATHER_MS = 200;
/** How long a stream may outlast a session that ended elsewhere, when there is no news. */
const LOOK_AGAIN_MS = 60_000;
/** Pages that are open at once; the oldest of more give way. */
const MOST_OF_SESSION = 6;
const MOST_OF_ACCOUNT = 30;

export function serveEvents(app: FastifyInstance, { storage, now }: Door): void {
  const openStream = eventStreams(app);

  app.get('/events', { schema: { hide: true } }, async (request, reply) => {
    const { cookie } = request.headers;
    const session = await sessionOf(storage, cookie, now());
    if (!session) return reply.status(401).send({ kind: 'signed-out' });
    let isOpen = true;
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
      return isOpen;
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
      isOpen = false;
    };
    const stream = openStream(reply, onClose, [
      { name: `session ${session.hash}`, most: MOST_OF_SESSION },
      { name: `account ${session.fair} ${session.name}`, most: MOST_OF_ACCOUNT },
    ]);
    look();
    return reply;
  });
}
