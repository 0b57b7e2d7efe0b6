import { join } from 'node:path';
import { type Figure, median, spread } from '../figure.ts';
import { cards, fill, openGate } from '../gate.ts';

/** A check-in at the end of the biggest day that we build for, against one at its beginning. */

const BIG = 1_000_000;
const SMALL = 1_000;
const WARM_UP = 200;
const ROUNDS = 1_500;

export const checkinBigVsSmall: Figure = {
  name: 'checkin-1m-vs-1k',
  unit: 'ratio',
  aim: 1.1,
  async measure(folder) {
    const options = { withoutCryptography: true };
    const small = await openGate(join(folder, 'small'), options);
    const big = await openGate(join(folder, 'big'), options);
    fill(small, SMALL);
    fill(big, BIG);
    const inSmall: number[] = [];
    const inBig: number[] = [];
    let round = 0;
    for (const card of cards()) {
      // Whoever goes first pays for what the other left in the caches: they take turns at that, too.
      const turns = round % 2 === 0 ? [small, big] : [big, small];
      for (const gate of turns) {
        const began = performance.now();
        await gate.checkIn(card);
        const took = performance.now() - began;
        if (round >= WARM_UP) (gate === small ? inSmall : inBig).push(took);
      }
      round += 1;
      if (round === WARM_UP + ROUNDS) break;
    }
    small.store.close();
    big.store.close();
    return {
      value: median(inBig) / median(inSmall),
      note: `median of ${ROUNDS} check-ins of new people with ${BIG} facts already there, ${median(inBig).toFixed(3)} ms (${spread(inBig)}), against ${SMALL}, ${median(inSmall).toFixed(3)} ms (${spread(inSmall)})`,
    };
  },
};
