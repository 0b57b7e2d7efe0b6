import { join } from 'node:path';
import { figure, median, spread } from '../figure.ts';
import { cards, fill, openGate } from '../gate.ts';

/** A check-in at the end of the largest supported day, compared with one at its beginning. */

export const checkinBigVsSmall = figure({
  name: 'checkin-1m-vs-1k',
  unit: 'ratio',
  aim: 1.1,
  full: { big: 1_000_000, small: 1_000, warmUp: 200, rounds: 1_500 },
  tiny: { big: 2_000, small: 100, warmUp: 1, rounds: 4 },
  async measure({ folder }, { big: many, small: few, warmUp, rounds }) {
    const options = { withoutCryptography: true };
    const small = await openGate(join(folder, 'small'), options);
    const big = await openGate(join(folder, 'big'), options);
    fill(small, few);
    fill(big, many);
    const inSmall: number[] = [];
    const inBig: number[] = [];
    let round = 0;
    for (const card of cards()) {
      // The first of each pair pays for caches that the other left cold, so they take turns.
      const turns = round % 2 === 0 ? [small, big] : [big, small];
      for (const gate of turns) {
        const began = performance.now();
        await gate.checkIn(card);
        const took = performance.now() - began;
        if (round >= warmUp) (gate === small ? inSmall : inBig).push(took);
      }
      round += 1;
      if (round === warmUp + rounds) break;
    }
    small.store.close();
    big.store.close();
    return {
      value: median(inBig) / median(inSmall),
      note: `median of ${rounds} check-ins of new people with ${many} facts already there, ${median(inBig).toFixed(3)} ms (${spread(inBig)}), against ${few}, ${median(inSmall).toFixed(3)} ms (${spread(inSmall)})`,
    };
  },
});
