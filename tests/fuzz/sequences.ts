/**
 * Sequences of reports that break every promise: valid ones, cut, spliced, with flipped bits, with an endless
 * "more follows", and noise. All come from one seed, so that any can be repeated.
 */

export interface Dice {
  /** A whole number from 0 to below `sides`. */
  below(sides: number): number;
  bytes(length: number): Uint8Array;
}

/** SplitMix32: small, quick, and the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return {
    below: (sides) => next() % sides,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}

export type Reports = readonly Uint8Array[];

/** Damages valid reports; `flag` is the byte that says whether more follows. */
export function troubled(sound: Reports, flag: number, roll: Dice): Uint8Array[] {
  const reports = sound.map((report) => Uint8Array.from(report));
  switch (roll.below(7)) {
    case 0:
      return reports;
    case 1:
      return reports.slice(0, roll.below(reports.length + 1));
    case 2:
      return [...reports.slice(roll.below(reports.length)), ...reports];
    case 3:
      for (const report of reports) {
        for (let flips = roll.below(4); flips > 0; flips -= 1) {
          const at = roll.below(report.length);
          report[at] = (report[at] ?? 0) ^ (1 << roll.below(8));
        }
      }
      return reports;
    case 4:
      return Array.from({ length: roll.below(400) }, () => {
        const report = Uint8Array.from(reports[roll.below(reports.length)] ?? []);
        if (flag < report.length) report[flag] = 0xff;
        return report;
      });
    case 5:
      return reports.map((report) => report.subarray(0, roll.below(report.length + 1)));
    default:
      return Array.from({ length: 1 + roll.below(5) }, () => roll.bytes(roll.below(80)));
  }
}
