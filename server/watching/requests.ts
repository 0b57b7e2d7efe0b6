import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Metrics } from './metrics.ts';

/** A line and a measurement for each request, also for one that its client leaves, and for a stream's end. */

const placeSchema = z.object({
  fair: z.string().optional(),
  slot: z.union([z.int(), z.string()]).optional(),
});

/** Watchers ask these all the time. */
const QUIET: ReadonlySet<string> = new Set(['/health', '/ready']);

export function watchRequests(app: FastifyInstance, metrics: Metrics | undefined): void {
  app.addHook('onRequest', (request, reply, done) => {
    const began = performance.now();
    // An administrator finds the line again by it.
    void reply.header('x-request-id', request.id);
    reply.raw.once('close', () => answered(request, reply, began));
    done();
  });

  function answered(request: FastifyRequest, reply: FastifyReply, began: number): void {
    const seconds = (performance.now() - began) / 1_000;
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.raw.writableFinished ? reply.raw.statusCode : LEFT;
    metrics?.answered({ method: request.method, route, status, seconds });
    const { fair, slot } = placeSchema.safeParse(request.params).data ?? {};
    const line = {
      ip: request.ip,
      method: request.method,
      route,
      ...(fair !== undefined && { fair }),
      ...(slot !== undefined && { slot }),
      status,
      ms: Math.round(seconds * 1_000),
      bytesIn: Number(request.headers['content-length'] ?? 0),
    };
    request.log[levelOf(status, route)](line, 'request');
  }
}

function levelOf(status: number, route: string): 'error' | 'warn' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  if (status >= 400) return 'warn';
  return QUIET.has(route) ? 'debug' : 'info';
}

/** The client closed the connection before it had the whole answer; nginx writes the same number. */
const LEFT = 499;
