import type { StationSlot } from './fair.ts';

/** A spare waits to stand in for another machine: it is none of the fair's gates until it does. */
export const isSpare = ({ name }: Pick<StationSlot, 'name'>): boolean => name.zh.startsWith('备用');
