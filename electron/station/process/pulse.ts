import type { AtLength, Work } from '../clock/at-length.ts';

/** How a station's process tells the one that started it that it lives, and what it works at. */

export interface PulseOptions {
  readonly say: (work: Work | 'scans') => void;
}

/** Asked this often, a second apart, with the same scan in hand: it will never be done. */
const LONGEST_SCAN_ASKED = 60;

export function stationPulse({ say }: PulseOptions) {
  const inHand: Work[] = [];
  let scan: number | undefined;
  let asked = 0;
  const longest = (): Work | 'scans' =>
    inHand.includes('ledger') ? 'ledger' : (inHand[0] ?? 'scans');

  const atLength: AtLength = (work, run) => {
    inHand.push(work);
    say(longest());
    const end = (): void => {
      inHand.splice(inHand.indexOf(work), 1);
      say(longest());
    };
    let done: ReturnType<typeof run>;
    try {
      done = run();
    } catch (error) {
      end();
      throw error;
    }
    if (done instanceof Promise) void done.then(end, end);
    else end();
    return done;
  };

  return {
    atLength,
    say: () => say(longest()),
    /** The scan that the station works at has a number, and the next one another. */
    answer(scanInHand: number | undefined): void {
      asked = scanInHand !== undefined && scanInHand === scan ? asked + 1 : 0;
      scan = scanInHand;
      if (asked < LONGEST_SCAN_ASKED) say(longest());
    },
  };
}
