import type { CallOutput } from '../../../shared/contract/calls.ts';
import type { SetUpWork } from '../../../shared/contract/setup.ts';

/** What the steps of a table's page share. */

export type EmployersWork = Extract<SetUpWork, { at: 'employers' }>;
export type PeopleWork = Extract<SetUpWork, { at: 'people' }>;

export type Grid = Extract<CallOutput<'setup.grid'>, { ok: true }>['value'];

/** A cell that somebody wants to mend. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly at?: number;
}
