import { educations, employerKinds, industries, trades } from '../../codes.ts';
import type { EmployerMeaning } from '../columns/employer-meaning.ts';

/** What can be picked for a cell instead of typing it, as its reader reads it back. */
const choices: Partial<Readonly<Record<EmployerMeaning, readonly string[]>>> = {
  trade: trades.map(({ zh }) => zh),
  education: ['不限', ...educations.map(({ zh }) => zh)],
  kind: employerKinds.map(({ zh }) => zh),
  industry: industries.map(({ zh }) => zh),
  per: ['月', '天', '小时', '件', '年'],
  headcount: ['若干'],
  pay: ['面议'],
  state: ['在招', '停招'],
};

export const cellChoices = (is: EmployerMeaning): readonly string[] => choices[is] ?? [];
