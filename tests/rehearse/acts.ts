import type { Day } from './day.ts';
import type { Order } from './orders.ts';
import type { StationProcess } from './processes.ts';
import type { Square } from './square.ts';

/** What happens at each station during the day. */

const HOUR_MS = 60 * 60_000;

export interface Act {
  readonly slot: number;
  readonly atMs: number;
  readonly run: (station: StationProcess) => Promise<void>;
}

/** In the order of the day; a visitor of a booth waits for the pass that a gate gives. */
export function actsOf(square: Square, { people, walkIns }: Day, chance: () => number): Act[] {
  // Most clocks are nearly right; some are days off.
  const skews = new Map(
    square.fair.stations.map(({ slot }) => [
      slot,
      Math.round((chance() - 0.5) * (chance() < 0.2 ? 96 * HOUR_MS : 4 * 60_000)),
    ]),
  );
  const clockAt = (slot: number, atMs: number): number => atMs + (skews.get(slot) ?? 0);
  const acts: Act[] = walkIns.map(({ slot, booth, atMs }) => ({
    slot,
    atMs,
    run: async (station) => {
      await station.ask({ do: 'walk-in', nowMs: clockAt(slot, atMs), booth }, true);
    },
  }));
  for (const { card, consents, entries, calls } of people) {
    const pass = Promise.withResolvers<string>();
    const { type: _type, ...written } = card;
    for (const { slot, atMs } of entries) {
      const order: Order = {
        do: 'enter',
        nowMs: clockAt(slot, atMs),
        card: { type: 'citizen', ...written, validUntil: card.validUntil ?? '' },
        consents,
      };
      const run = async (station: StationProcess): Promise<void> =>
        pass.resolve(await station.ask(order, !consents));
      acts.push({ slot, atMs, run });
    }
    for (const { slot, booth, atMs, post, taps, intent, slip } of calls) {
      const run = async (station: StationProcess): Promise<void> => {
        await station.ask({
          do: 'call',
          nowMs: clockAt(slot, atMs),
          booth,
          pass: await pass.promise,
          post,
          taps: [...taps],
          ...(intent && { intent }),
          ...(slip && { slip }),
        });
      };
      acts.push({ slot, atMs, run });
    }
  }
  return acts.toSorted((a, b) => a.atMs - b.atMs);
}
