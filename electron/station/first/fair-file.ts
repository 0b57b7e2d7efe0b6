import type { Fair, SignedFair } from '../../../shared/fair.ts';
import type { OrganiserFile } from '../keys/fair-pack.ts';

/** A signed fair, wherever it came from. */
export interface FairFile {
  readonly signed: SignedFair;
  readonly fair: Fair;
  /** The organiser's file has the keys in it. */
  readonly organiser?: OrganiserFile;
}
