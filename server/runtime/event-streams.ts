import type { FastifyInstance, FastifyReply } from 'fastify';
import { type EventStream, openEventStream } from '../../shared/event-stream.ts';
import { realTimers } from './timers.ts';

/** Opens streams that close with the server; otherwise Node would wait for them. */
export function eventStreams(app: FastifyInstance) {
  const streams = new Set<EventStream>();
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  return (reply: FastifyReply, onClose: () => void): EventStream => {
    reply.hijack();
    const stream = openEventStream(reply.raw, realTimers, () => {
      streams.delete(stream);
      onClose();
    });
    streams.add(stream);
    return stream;
  };
}
