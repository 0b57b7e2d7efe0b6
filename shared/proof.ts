import type { ArrivalMeans } from './facts.ts';

/**
 * What somebody proves by what they show at an entrance. A pass may be a photograph, and others may know an
 * ID number: only the card, or the code that one registered with, shows who is there.
 */
export interface Proof {
  /** They see what was stored about them, and change it. */
  readonly own: boolean;
  /** They may answer, though a typed number never replaces what its owner answered. */
  readonly answers: boolean;
  /** Among the answers of several check-ins, those of the greatest weight count. */
  readonly weight: 0 | 1 | 2;
}

export const proofs: { readonly [M in ArrivalMeans]: Proof } = {
  card: { own: true, answers: true, weight: 2 },
  registration: { own: true, answers: true, weight: 2 },
  keypad: { own: false, answers: true, weight: 1 },
  pass: { own: false, answers: false, weight: 0 },
  anonymous: { own: false, answers: false, weight: 0 },
};

/** A poorer box never replaces a richer one, and a typed number replaces none but its own of this visit. */
export function sealsOver(
  fresh: ArrivalMeans,
  kept: 'nothing' | 'of-this-visit' | 'of-another-visit',
): boolean {
  return kept === 'of-another-visit' ? proofs[fresh].own : proofs[fresh].answers;
}
