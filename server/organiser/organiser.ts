import type { Fair } from '../../shared/fair.ts';

/** Who is signed in, and for which fair. */
export interface Organiser {
  readonly name: string;
  readonly fair: Fair;
}
