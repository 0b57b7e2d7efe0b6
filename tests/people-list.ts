import { checkCharacter } from '../shared/id-number.ts';

/** For tests: a table of people who do not exist, with valid ID numbers. */

/** The number of different ID numbers for one birthday. */
const A_DAY = 1_000;
const DAYS = 28;

export const LIST_HEADING = ['姓名', '证件号码', '手机号', '住址', '学历', '工种', '重点群体'];

export function numberOf(person: number): string {
  const day = Math.floor(person / A_DAY);
  const year = 1960 + Math.floor(day / DAYS);
  const body = `330101${year}01${String((day % DAYS) + 1).padStart(2, '0')}${String(person % A_DAY).padStart(3, '0')}`;
  return body + checkCharacter(body);
}

export const rowOf = (person: number): string[] => [
  `王某${person}`,
  numberOf(person),
  '13800138000',
  '云溪街道',
  '高中',
  '生产制造',
  '',
];

export function listOfPeople(count: number): string {
  return [LIST_HEADING, ...Array.from({ length: count }, (_, person) => rowOf(person))]
    .map((row) => row.join(','))
    .join('\n');
}
