import type { FactKind } from './facts.ts';
import type { Role } from './fair.ts';

/**
 * Who writes a kind of fact: a station of that role, about a place that it serves; `staff` at any station;
 * or `any` station, about itself (`clock`) or about a fact of its own (`retract`).
 */
export type Writer = Exclude<Role, 'wall'> | 'staff' | 'any';

export const writtenBy: Readonly<Record<FactKind, Writer>> = {
  checkin: 'entrance',
  bind: 'entrance',
  visit: 'booth',
  talk: 'booth',
  resume: 'booth',
  intent: 'booth',
  consult: 'desk',
  handout: 'desk',
  service: 'desk',
  booth: 'booth',
  paper: 'staff',
  clock: 'any',
  retract: 'any',
  decide: 'organiser',
};
