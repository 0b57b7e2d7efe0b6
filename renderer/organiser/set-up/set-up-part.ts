import type { SetUp } from '../../../shared/contract/setup.ts';
import type { OrganiserAtWork } from '../day.ts';
import type { Publishing } from './publishing.ts';
import type { SetUpAtWork } from './set-up.ts';

/** A page of its own within 筹备; the list of them is in `set-up-parts.tsx`. */

export type SetUpPartName = 'checklist' | 'fair' | 'employers' | 'people' | 'prints' | 'rehearsal';

export interface SetUpPartProps {
  readonly organiser: OrganiserAtWork;
  readonly atWork: SetUpAtWork;
  readonly setUp: SetUp;
  readonly publishing: Publishing;
  /** Opens another part. */
  readonly go: (part: SetUpPartName) => void;
  /** Opens another of the organiser's pages. */
  readonly goElsewhere: (page: 'stations' | 'live') => void;
}
