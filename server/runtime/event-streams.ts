import type { FastifyInstance, FastifyReply } from 'fastify';
import { type EventStream, openEventStream } from '../../shared/event-stream.ts';
import { realTimers } from './timers.ts';

/** Whose a stream is, and how many of theirs may be open at once. */
export interface Owner {
  readonly name: string;
  readonly most: number;
}

/** Opens streams that close with the server; otherwise Node would wait for them. */
export function eventStreams(app: FastifyInstance) {
  const streams = new Set<EventStream>();
  const byOwner = new Map<string, EventStream[]>();
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  return (reply: FastifyReply, onClose: () => void, owners: readonly Owner[]): EventStream => {
    reply.hijack();
    const stream = openEventStream(reply.raw, realTimers, () => {
      streams.delete(stream);
      for (const { name } of owners) leave(name, stream);
      onClose();
    });
    streams.add(stream);
    for (const { name, most } of owners) {
      const own = byOwner.get(name) ?? [];
      byOwner.set(name, own);
      own.push(stream);
      // One that was cut off on the way still looks open here; the newest is the one that is read.
      if (own.length > most) own[0]?.end();
    }
    return stream;
  };

  function leave(name: string, stream: EventStream): void {
    const own = byOwner.get(name) ?? [];
    const at = own.indexOf(stream);
    if (at >= 0) own.splice(at, 1);
    if (own.length === 0) byOwner.delete(name);
  }
}
