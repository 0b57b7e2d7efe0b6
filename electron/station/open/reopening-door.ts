import type { StationEvent } from '../../../shared/contract/calls.ts';
import type { StationDoor } from './station-door.ts';

/**
 * A door whose station can close and open again behind it, over what its folder holds then: a restored ledger,
 * or nothing but a certificate. The page says hello again; calls that come meanwhile wait.
 */

export interface Reopening {
  readonly door: StationDoor;
  /** Begins at once, and is over when the new station answers. */
  readonly again: () => void;
}

export interface ReopeningOptions {
  readonly open: () => Promise<StationDoor>;
  /** There is no station any more: the owner of the process must end it. */
  readonly onLost: (error: unknown) => void;
}

export function reopeningDoor(first: StationDoor, { open, onLost }: ReopeningOptions): Reopening {
  let inner = first;
  let turn: Promise<void> = Promise.resolve();
  let closed = false;
  let onLeave: () => void = () => undefined;
  const listeners = new Map<(event: StationEvent) => void, () => void>();
  first.onLeave(() => onLeave());

  async function reopen(): Promise<void> {
    if (closed) return;
    await inner.close();
    inner = await open();
    inner.onLeave(() => onLeave());
    for (const listener of listeners.keys()) {
      listeners.set(listener, inner.onEvent(listener));
      listener({ name: 'role', payload: {} });
    }
  }

  return {
    again() {
      turn = turn.then(reopen);
      turn.catch(onLost);
    },
    door: {
      async dispatch(name, input) {
        await turn;
        return inner.dispatch(name, input);
      },
      onEvent(listener) {
        listeners.set(listener, inner.onEvent(listener));
        return () => {
          listeners.get(listener)?.();
          listeners.delete(listener);
        };
      },
      onLeave(listener) {
        onLeave = listener;
      },
      notify: (notice) => inner.notify(notice),
      scanInHand: () => inner.scanInHand(),
      async close() {
        await turn.catch(() => undefined);
        closed = true;
        await inner.close();
      },
    },
  };
}
