/**
 * Persons, times, copies, houses, and pairs of a person and a booth are different things, and are never
 * added to one another.
 */
export const unitNames = {
  persons: '人',
  times: '人次',
  copies: '份',
  houses: '家',
  pairs: '人·家',
} as const;

export type Unit = keyof typeof unitNames;
