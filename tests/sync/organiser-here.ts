import { join } from 'node:path';
import { expect } from 'vitest';
import type { z } from 'zod';
import { realTimers } from '../../electron/station/clock/timers.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { openRevision, revisionHere } from '../../electron/station/keys/signed-fair.ts';
import { openStation } from '../../electron/station/open/open-station.ts';
import type { StationOptions } from '../../electron/station/open/station-options.ts';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  calls,
} from '../../shared/contract/calls.ts';
import type { Fair } from '../../shared/fair.ts';
import { type Central, MORNING_MS } from '../central.ts';

/** The organiser's station of the sample fair, as its page sees it, with the fair's public keys. */

const ORGANISER = 8;
const outputs: { readonly [N in CallName]: { readonly output: z.ZodType<CallOutput<N>> } } = calls;

export async function organiserHere(
  at: Central,
  folder: string,
  more: Partial<Pick<StationOptions, 'hub' | 'now'>> = {},
) {
  const { fair, keys } = at.sample;
  const passSeed = keys.passKeys.get(ORGANISER);
  if (!passSeed) throw new Error('no key');
  let inForce: Fair = fair;
  const opened = await openStation({
    folder: join(folder, 'station'),
    fair,
    slot: ORGANISER,
    secrets: { passSeed },
    sampleKeys: {
      ...keys,
      passKeys: [...keys.passKeys].map(([slot, seed]) => ({ slot, seed })),
    },
    registrations: [],
    version: 'test',
    canLeave: false,
    server: at.url,
    async keepRevision(signed) {
      const kept = openRevision(revisionHere(inForce), signed);
      if (kept.ok) inForce = kept.value;
      return kept;
    },
    now: () => MORNING_MS,
    randomBytes: randomness(),
    timers: realTimers,
    onTrouble: (what, error) => expect.fail(`${what}: ${String(error)}`),
    ...more,
    connectReaders: async () => ({
      states: () => [],
      health: () => [],
      close: async () => undefined,
    }),
  });
  if (!opened.ok) throw new Error(opened.fault.kind);
  const door = opened.value;
  return {
    door,
    async ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      const reply = await door.dispatch(name, input);
      if (!reply.ok) throw new Error(reply.fault.kind);
      return outputs[name].output.parse(reply.value);
    },
    inForce: () => inForce,
    close: () => door.close(),
  };
}
