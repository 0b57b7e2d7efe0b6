import { dayAndHour } from '../../../../shared/calendar.ts';
import type { CallInput, CallOutput } from '../../../../shared/contract/calls.ts';
import { isMoreGivenUp } from '../../../../shared/given-up.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { serversTime, tellClosing } from '../../ending/tell-closing.ts';
import type { FairKeys } from '../../keys/fair-keys.ts';
import { isOver, signTime } from '../../keys/signed-time.ts';
import type { AfterwardsHandlers, AfterwardsOptions } from './afterwards-options.ts';
import { endsHere } from './machine-ends-here.ts';
import { onDisk } from './on-disk.ts';

/** The organiser ends the fair, and destroys what this machine has of people. */

type Calls = Pick<AfterwardsHandlers, `afterwards.${'end' | 'endFile' | 'destroy'}`>;

const DAY_MS = 24 * 60 * 60_000;

export function endCalls(options: AfterwardsOptions): Calls {
  const { ending, sample, handOver, onTrouble } = options;
  return {
    'afterwards.end': async (asked) => {
      const keys = options.keys();
      return keys ? end(options, keys, asked) : fail({ kind: 'locked' });
    },
    'afterwards.endFile': () => {
      const time = ending?.signed();
      if (!time) return fail({ kind: 'not-ended' });
      return ok(handOver(`招聘会结束-${time.fair}.json`, Buffer.from(`${JSON.stringify(time)}\n`)));
    },
    'afterwards.destroy': async (seen) => {
      if (!ending || sample) return fail({ kind: 'not-here' });
      const time = ending.signed();
      if (!time) return fail({ kind: 'not-ended' });
      const gives = options.gives();
      if (!gives) return fail({ kind: 'facts-wait' });
      if (isMoreGivenUp(gives, seen)) return fail({ kind: 'changed' });
      const parting = options.parting(time, gives, endsHere(options));
      return onDisk(onTrouble, () => ending.destroy(parting));
    },
  };
}

async function end(
  options: AfterwardsOptions,
  { signingKey }: FairKeys,
  { day }: CallInput<'afterwards.end'>,
): Promise<CallOutput<'afterwards.end'>> {
  const { ending, now, note, onTrouble } = options;
  const fair = options.revisions.newest();
  const ms = now();
  // Somebody has typed the date off a calendar, and the server has another clock: one that is years ahead
  // destroys nothing.
  if (dayAndHour(ms, fair.utcOffsetMinutes).day !== day) return fail({ kind: 'other-day' });
  // A hub hears it from above by itself, with all that it still has to hand on; its clock is this machine's own.
  const target = options.above() ?? options.target();
  const to = target && { server: target.server, fetch: await options.network(target) };
  const serversMs = (to && (await serversTime(fair, to))) ?? ms;
  if (Math.abs(serversMs - ms) > DAY_MS) return fail({ kind: 'clock-differs' });
  const time = signTime(fair, ms, signingKey);
  if (!isOver(fair, time).ok) return fail({ kind: 'too-early' });
  const kept = await onDisk(onTrouble, async () => void (await ending?.keep(time, fair)));
  if (!kept.ok) return kept;
  note({ did: 'fair-ended', day });
  return ok({ answer: to ? await tellClosing(fair, time, to) : 'no-server' });
}
