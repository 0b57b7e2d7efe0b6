import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StationEvent } from '../../../shared/contract/calls.ts';
import { dispatcher, type Handlers } from '../../../shared/contract/dispatch.ts';
import { diskFault } from '../../../shared/disk-fault.ts';
import type { Fair } from '../../../shared/fair.ts';
import type { Rehearsal } from '../../../shared/report/rehearsal.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Timers } from '../clock/timers.ts';
import type { StationDoor } from '../open/station-door.ts';
import { REHEARSAL_FOLDER } from './rehearsal-folder.ts';
import { rehearse } from './rehearse.ts';

/** An organiser's station that can go through its fair in a copy. The copy is gone when it is over. */

export interface RehearsalOptions {
  readonly folder: string;
  /** The newest revision here. */
  readonly fair: () => Promise<Fair>;
  readonly slot: number;
  readonly now: () => number;
  readonly timers: Timers;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly onTrouble: (what: string, error: unknown) => void;
}

type Calls = Pick<Handlers, Extract<keyof Handlers, `rehearsal.${string}`>>;

export function withRehearsal(door: StationDoor, options: RehearsalOptions): StationDoor {
  const folder = join(options.folder, REHEARSAL_FOLDER);
  const listeners = new Set<(event: StationEvent) => void>();
  let state: Rehearsal = { at: 'none' };
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();

  function show(next: Rehearsal): void {
    state = next;
    for (const listener of listeners) listener({ name: 'rehearsal', payload: state });
  }

  async function run(people: number): Promise<void> {
    try {
      await rm(folder, { recursive: true, force: true });
      const fair = await options.fair();
      show(
        await rehearse({
          ...options,
          folder,
          fair,
          people,
          signal: stop.signal,
          onProgress: (done, total) => show({ at: 'running', done, of: total }),
        }),
      );
    } catch (error) {
      options.onTrouble('rehearsal', error);
      show({
        at: 'failed',
        why: diskFault(error)?.kind === 'disk-full' ? 'disk-full' : 'not-saved',
      });
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  const handlers: Calls = {
    'rehearsal.state': () => state,
    'rehearsal.begin': async ({ people }) => {
      if (state.at === 'running') return fail({ kind: 'running' });
      const station = (await options.fair()).stations.find(({ slot }) => slot === options.slot);
      const roles = [station?.role, ...(station?.mayBe ?? [])];
      if (!roles.includes('organiser')) return fail({ kind: 'not-here' });
      stop = new AbortController();
      show({ at: 'running', done: 0, of: people });
      running = run(people);
      return ok({});
    },
    'rehearsal.stop': () => {
      stop.abort();
      return {};
    },
  };
  const own = dispatcher(handlers, options.onTrouble);
  return {
    ...door,
    dispatch: (name, input) =>
      name.startsWith('rehearsal.') ? own(name, input) : door.dispatch(name, input),
    onEvent(listener) {
      listeners.add(listener);
      const deaf = door.onEvent(listener);
      return () => {
        listeners.delete(listener);
        deaf();
      };
    },
    async close() {
      stop.abort();
      await running;
      await door.close();
    },
  };
}
