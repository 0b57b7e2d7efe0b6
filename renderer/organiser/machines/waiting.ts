import type { Machine } from '../../../shared/contract/machines.ts';

/** Which machines may join, and which have not. */

export const isListed = ({ standing, replacedBy }: Machine): boolean =>
  standing !== 'revoked' && replacedBy === null;

export const isWaiting = (machine: Machine): boolean =>
  isListed(machine) && machine.heardMs === null;
