import { z } from 'zod';
import { carriedPorts, type Port } from '../utility-child/ports.ts';
import { cloned } from './cloned.ts';
import type { FromPage, PageHalf } from './in-page.ts';
import { strict } from './strict.ts';

/** What a window's contents and its page say to each other: calls, messages and ports. */

const codec = cloned();

const fromPageSchema: z.ZodType<FromPage> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('invoke'),
    number: z.number(),
    channel: z.string(),
    text: z.string(),
  }),
  z.object({ kind: z.literal('send'), channel: z.string(), text: z.string() }),
  z.object({ kind: z.literal('port'), port: z.string(), text: z.string() }),
  z.object({ kind: z.literal('port-closed'), port: z.string() }),
  z.object({ kind: z.literal('preload-error'), message: z.string() }),
  z.object({ kind: z.literal('open'), url: z.string() }),
]);

type Handler = (event: object, ...args: unknown[]) => unknown;

export interface PageLine {
  /** `webContents.ipc`. */
  readonly ipc: object;
  send(channel: string, args: readonly unknown[], transfer?: readonly Port[]): void;
  /** `event` says which frame it comes from. */
  hear(payload: string, event: object): void;
  /** The page is gone, and its ports with it. */
  end(): void;
}

export function pageLine(options: {
  readonly evaluate: (expression: string) => void;
  /** Where `in-page.ts` keeps its half. */
  readonly half: string;
  readonly onPreloadError: (error: Error) => void;
  readonly onOpen: (url: string) => void;
}): PageLine {
  const handlers = new Map<string, Handler>();
  const listeners = new Map<string, Set<Handler>>();

  function inPage<K extends keyof PageHalf>(name: K, ...args: Parameters<PageHalf[K]>): void {
    const given = args.map((arg) => JSON.stringify(arg)).join(',');
    options.evaluate(`globalThis.${options.half}?.${name}(${given})`);
  }
  const ports = carriedPorts((message) =>
    'data' in message
      ? inPage('port', message.port, codec.toText(message.data))
      : inPage('closePort', message.port),
  );

  async function answer(number: number, channel: string, event: object, args: unknown[]) {
    try {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      inPage('answer', number, codec.toText(await handler(event, ...args)), '');
    } catch (error) {
      inPage('answer', number, '{}', `Error invoking remote method '${channel}': ${String(error)}`);
    }
  }

  function hear(payload: string, event: object): void {
    const message = fromPageSchema.parse(JSON.parse(payload));
    if (message.kind === 'preload-error') return options.onPreloadError(new Error(message.message));
    if (message.kind === 'open') return options.onOpen(message.url);
    if (message.kind === 'port-closed') return ports.hear({ port: message.port, closed: true });
    const content = codec.fromText(message.text);
    if (message.kind === 'port') return ports.hear({ port: message.port, data: content });
    const args = z.array(z.unknown()).parse(content);
    if (message.kind === 'invoke') void answer(message.number, message.channel, event, args);
    else for (const listener of listeners.get(message.channel) ?? []) listener(event, ...args);
  }

  return {
    ipc: strict('webContents.ipc', {
      handle(channel: string, handler: Handler) {
        if (handlers.has(channel)) {
          throw new Error(`Attempted to register a second handler for '${channel}'`);
        }
        handlers.set(channel, handler);
      },
      removeHandler: (channel: string) => void handlers.delete(channel),
      on(channel: string, listener: Handler) {
        listeners.set(channel, (listeners.get(channel) ?? new Set<Handler>()).add(listener));
      },
      removeListener: (channel: string, listener: Handler) =>
        void listeners.get(channel)?.delete(listener),
    }),
    send: (channel, args, transfer = []) =>
      inPage(
        'message',
        channel,
        codec.toText(args),
        transfer.map((port) => ports.carry(port)),
      ),
    hear,
    end: () => ports.end(),
  };
}
