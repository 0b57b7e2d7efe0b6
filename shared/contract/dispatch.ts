import type { z } from 'zod';
import type { Reply } from './bridge.ts';
import { type CallInput, type CallName, type CallOutput, calls } from './calls.ts';

/** One handler for each call of the contract. */
export type Handlers = {
  readonly [N in CallName]: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>;
};

export interface BugReport {
  (call: string, error: unknown): void;
}

/**
 * Validates an untrusted name and input before a handler receives them. A call without a handler is refused
 * as not open: a locked station and the server answer only some calls.
 */
export function dispatcher(handlers: Partial<Handlers>, onBug: BugReport) {
  return async function dispatch(name: string, input: unknown): Promise<Reply> {
    if (!isCallName(name)) return { ok: false, fault: { kind: 'no-such-call' } };
    return answer(handlers, name, input, onBug);
  };
}
export type Dispatch = ReturnType<typeof dispatcher>;

/** The same as `calls`, typed so that a name and its input stay together. */
const inputs: { readonly [N in CallName]: { readonly input: z.ZodType<CallInput<N>> } } = calls;

async function answer<N extends CallName>(
  handlers: Partial<Handlers>,
  name: N,
  input: unknown,
  onBug: BugReport,
): Promise<Reply> {
  const parsed = inputs[name].input.safeParse(input);
  if (!parsed.success) return { ok: false, fault: { kind: 'bad-input' } };
  const handler = handlers[name];
  if (!handler) return { ok: false, fault: { kind: 'not-open' } };
  try {
    return { ok: true, value: await handler(parsed.data) };
  } catch (error) {
    onBug(name, error);
    return { ok: false, fault: { kind: 'bug' } };
  }
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}
