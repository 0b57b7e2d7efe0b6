import { createContext, use } from 'react';

/**
 * Signing, opening boxes and revoking need the organiser's keys, which are forgotten after a quarter of an hour
 * without use. Then the passphrase is asked for in place, and what was tapped goes on.
 */

type Reply =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: { readonly kind: string } };

/** Resolves once the keys are open, or false where somebody closed the question. */
export type AskForKeys = () => Promise<boolean>;

export const KeysHere = createContext<AskForKeys>(async () => false);

export type WithKeys = <R extends Reply>(
  call: () => Promise<R | undefined>,
) => Promise<R | undefined>;

/** Calls again once the keys are open; otherwise the fault `locked` stands, and nothing was done. */
export function useKeys(): WithKeys {
  const askForKeys = use(KeysHere);
  return async (call) => {
    const reply = await call();
    if (reply === undefined || reply.ok || reply.fault.kind !== 'locked') return reply;
    return (await askForKeys()) ? call() : reply;
  };
}
