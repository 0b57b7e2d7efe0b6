import type { Fair } from './fair.ts';

/** What a person in a key group is owed after a fair, as a list that an organiser may change. */

export type Service = NonNullable<Fair['services']>[number];

/** “1311”: one career talk, three recommended posts, one training place, one internship. */
const service1311: readonly Service[] = [
  { code: 'talk', zh: '职业指导', en: 'Career talk', times: 1 },
  { code: 'post', zh: '岗位推荐', en: 'Recommended post', times: 3 },
  { code: 'training', zh: '技能培训', en: 'Training place', times: 1 },
  { code: 'internship', zh: '就业见习', en: 'Internship', times: 1 },
];

export const servicesOf = ({ services }: Pick<Fair, 'services'>): readonly Service[] =>
  services ?? service1311;

/** Each time is a step of its own, so that none is counted twice: `post-1`, `post-2`, `post-3`. */
export function stepsOf({ code, times }: Service): string[] {
  return times === 1 ? [code] : Array.from({ length: times }, (_, i) => `${code}-${i + 1}`);
}
