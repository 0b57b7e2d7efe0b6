import type { DraftOnPage, NewFairState } from '../../shared/contract/new-fair.ts';
import type { Client } from '../link/client.ts';

/** What every step of the assistant gets. */
export interface StepProps {
  readonly client: Client;
  readonly state: NewFairState;
  readonly change: (part: Partial<DraftOnPage>) => void;
}
