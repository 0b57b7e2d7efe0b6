import { answerNames } from '../../answers.ts';

export const groupColumns = [
  'graduate',
  'migrant',
  'lifted',
  'difficulty',
  'veteran',
  'unemployed',
  'disabled',
] as const;
export type GroupColumn = (typeof groupColumns)[number];

/** What the columns of a list of people may mean. */
export const peopleMeanings = [
  'name',
  'number',
  'phone',
  'address',
  ...answerNames,
  ...groupColumns.map((group) => `is-${group}` as const),
] as const;
export type PeopleMeaning = (typeof peopleMeanings)[number];
