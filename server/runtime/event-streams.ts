import type { FastifyInstance, FastifyReply } from 'fastify';
import { type EventStream, openEventStream } from '../../shared/event-stream.ts';
import { realTimers } from './timers.ts';

/** Of a station, or of whoever looks at a page. */
const MOST_OF_OWNER = 6;

/** Opens streams that close with the server; otherwise Node would wait for them. */
export function eventStreams(app: FastifyInstance) {
  const streams = new Set<EventStream>();
  const byOwner = new Map<string, EventStream[]>();
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  return (reply: FastifyReply, onClose: () => void, owner: string): EventStream => {
    reply.hijack();
    const own = byOwner.get(owner) ?? [];
    const stream = openEventStream(reply.raw, realTimers, () => {
      streams.delete(stream);
      own.splice(own.indexOf(stream), 1);
      if (own.length === 0) byOwner.delete(owner);
      onClose();
    });
    streams.add(stream);
    byOwner.set(owner, own);
    own.push(stream);
    // One that was cut off on the way still looks open here; the newest is the one that is read.
    if (own.length > MOST_OF_OWNER) own[0]?.end();
    return stream;
  };
}
