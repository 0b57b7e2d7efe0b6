import type { Afterwards } from '../../../shared/contract/afterwards.ts';
import type { DayView } from '../../../shared/report/day-view.ts';
import type { OrganiserAtWork } from '../day.ts';
import type { AfterwardsAtWork } from './afterwards.ts';

/** A page of its own within 会后; the list of them is in `afterwards-page.tsx`. */

export type AfterwardsPartName =
  | 'evening'
  | 'later'
  | 'contacts'
  | 'followUp'
  | 'sticks'
  | 'backups'
  | 'stored'
  | 'end';

/** Other pages of the organiser, where a step is done. */
export type ElsewhereName =
  | 'live'
  | 'employers'
  | 'stations'
  | 'checks'
  | 'bulletin'
  | 'returns'
  | 'exports'
  | 'season';

export interface AfterwardsPartProps {
  readonly organiser: OrganiserAtWork;
  readonly view: DayView;
  readonly atWork: AfterwardsAtWork;
  readonly state: Afterwards;
  readonly go: (part: AfterwardsPartName) => void;
  readonly goElsewhere: (page: ElsewhereName) => void;
}
