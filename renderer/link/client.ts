import type { z } from 'zod';
import { type Bridge, type DoorFault, replySchema } from '../../shared/contract/bridge.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
  type EventName,
  type EventPayload,
  events,
} from '../../shared/contract/calls.ts';
import type { PageBridge } from './bridge.ts';

/**
 * The contract, typed for the page. Expected answers are in a call's output. A call without an answer
 * (station away, refused by the door, malformed) is outside every flow, and rejects.
 */

export class Unanswered extends Error {
  readonly kind: DoorFault['kind'] | 'unreachable' | 'nonsense';
  constructor(call: string, kind: Unanswered['kind'], cause?: unknown) {
    super(`${call} was not answered: ${kind}`, { cause });
    this.kind = kind;
  }
}

export interface Client {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** What the station says while the line is cut is not said again: `back` runs once the line is there again. */
  listen(listeners: Listeners, back?: () => void): () => void;
}

type Listeners = { readonly [N in EventName]?: (payload: EventPayload<N>) => void };

/** The contract's schemas, typed so that a name and its schema stay together. */
const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;
const payloads: { readonly [N in EventName]: z.ZodType<EventPayload<N>> } = events;

type Line = Bridge & Partial<Pick<PageBridge, 'onConnection'>>;

export function stationClient(bridge: Line): Client {
  return {
    async call(name, input) {
      let answer: unknown;
      try {
        answer = await bridge.call(name, input);
      } catch (error) {
        throw new Unanswered(name, 'unreachable', error);
      }
      const reply = replySchema.safeParse(answer);
      if (!reply.success) throw new Unanswered(name, 'nonsense', reply.error);
      if (!reply.data.ok) throw new Unanswered(name, reply.data.fault.kind);
      const output = outputs[name].output.safeParse(reply.data.value);
      if (!output.success) throw new Unanswered(name, 'nonsense', output.error);
      return output.data;
    },
    listen(listeners, back) {
      const deaf = bridge.listen((name, payload) => {
        if (isEventName(name)) deliver(listeners, name, payload);
      });
      const unwatch = back && watchLine(bridge, back);
      return () => {
        unwatch?.();
        deaf();
      };
    },
  };
}

function watchLine({ onConnection }: Line, back: () => void): (() => void) | undefined {
  let isAway = false;
  return onConnection?.((connection) => {
    if (connection === 'up' && isAway) back();
    isAway = connection !== 'up';
  });
}

function deliver<N extends EventName>(
  listeners: { readonly [M in N]?: (payload: EventPayload<M>) => void },
  name: N,
  payload: unknown,
): void {
  const parsed = payloads[name].safeParse(payload);
  if (parsed.success) listeners[name]?.(parsed.data);
}

/** A newer station may send events that this page doesn't know. */
function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}
