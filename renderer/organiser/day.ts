import { createStore } from 'zustand/vanilla';
import type { CallInput, DayView, Merged } from '../../shared/contract.ts';
import type { Client } from '../client.ts';

/** The organiser's day as the page has it: asked for anew whenever there are other figures. */

export interface OrganiserDay {
  /** A day, or `all`. */
  readonly scope: string;
  readonly view: DayView | undefined;
  readonly merged: Merged | undefined;
  readonly trouble: 'none' | 'unanswered' | 'signed-out';
}
export type OrganiserAtWork = ReturnType<typeof organiserAtWork>;

/** Silence grows old though nothing happens: how long ago somebody was heard. */
const AGAIN_MS = 30_000;

export function organiserAtWork(client: Client) {
  const store = createStore<OrganiserDay>(() => ({
    scope: 'all',
    view: undefined,
    merged: undefined,
    trouble: 'none',
  }));
  let asking = false;
  let again = false;
  let open = false;
  let chosen = false;

  /** At first the newest day that there is, since only days have hours. */
  function show(view: DayView): void {
    const newest = view.scopes.findLast((scope) => scope !== 'all');
    if (!chosen && newest !== undefined) choose(newest);
    else store.setState({ view, trouble: 'none' });
  }

  function choose(scope: string): void {
    chosen = true;
    store.setState({ scope, view: undefined });
    void load();
  }

  async function load(): Promise<void> {
    if (!open) return;
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      const { scope } = store.getState();
      const told = await client.call('organiser.day', { scope }).catch(() => undefined);
      if (scope !== store.getState().scope) continue;
      if (!told) store.setState({ trouble: 'unanswered' });
      else if (told.ok) show(told.value);
      else store.setState({ trouble: 'signed-out' });
    }
    asking = false;
  }

  return {
    ...store,
    listen: (): (() => void) =>
      client.listen({ figures: () => void load(), live: () => void load() }),
    /** While its face is on the screen. */
    begin(): () => void {
      open = true;
      void load();
      const timer = setInterval(() => void load(), AGAIN_MS);
      return () => {
        open = false;
        clearInterval(timer);
      };
    },
    choose,
    async loadMerged(): Promise<void> {
      store.setState({ merged: undefined });
      const told = await client.call('organiser.merged', {}).catch(() => undefined);
      if (told?.ok) store.setState({ merged: told.value });
      else store.setState({ trouble: told ? 'signed-out' : 'unanswered' });
    },
    export: (input: CallInput<'organiser.export'>) =>
      client.call('organiser.export', input).catch(() => undefined),
  };
}
