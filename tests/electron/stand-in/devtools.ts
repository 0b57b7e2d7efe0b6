import { z } from 'zod';

/** Chromium's own protocol: one connection, and a session for each tab. */

const messageSchema = z.object({
  id: z.number().optional(),
  method: z.string().default(''),
  params: z.unknown().optional(),
  sessionId: z.string().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

export interface Devtools {
  send<T>(method: string, params: object, answer: z.ZodType<T>): Promise<T>;
  tell(method: string, params?: object): Promise<unknown>;
  on<T>(method: string, params: z.ZodType<T>, listener: (params: T) => void): void;
  /** The same for one tab. */
  tab(sessionId: string): Devtools;
}

export async function connectDevtools(url: string): Promise<Devtools> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`${url} does not answer`)));
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, ((params: unknown) => void)[]>();
  let calls = 0;
  socket.addEventListener('message', ({ data }) => {
    const message = messageSchema.parse(JSON.parse(String(data)));
    if (message.id === undefined) {
      const named = listeners.get(`${message.sessionId} ${message.method}`) ?? [];
      for (const listener of named) listener(message.params);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) call?.reject(new Error(message.error.message));
    else call?.resolve(message.result);
  });

  function session(sessionId: string | undefined): Devtools {
    const tell = (method: string, params: object = {}): Promise<unknown> => {
      calls += 1;
      const call = Promise.withResolvers<unknown>();
      waiting.set(calls, call);
      socket.send(JSON.stringify({ id: calls, method, params, sessionId }));
      return call.promise;
    };
    return {
      tell,
      send: async (method, params, answer) => answer.parse(await tell(method, params)),
      on(method, params, listener) {
        const key = `${sessionId} ${method}`;
        const others = listeners.get(key) ?? [];
        listeners.set(key, [...others, (given) => listener(params.parse(given))]);
      },
      tab: session,
    };
  }
  return session(undefined);
}
