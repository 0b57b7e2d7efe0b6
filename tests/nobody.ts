import type { IdCard } from '../electron/station/reader/scan.ts';
import { checkCharacter } from '../shared/id-number.ts';

/** People who do not exist: no real person has the region code 34 99 81. */
export function cardOfNobody(n: number): IdCard {
  const day = new Date(Date.UTC(1960, 0, 1 + (n % 15_000)));
  const birth = day.toISOString().slice(0, 10);
  const order = String(Math.floor(n / 15_000)).padStart(3, '0');
  const body = `349981${birth.replaceAll('-', '')}${order}`;
  return {
    type: 'citizen',
    name: '周建国',
    number: body + checkCharacter(body),
    sex: 'male',
    birth,
    address: '',
    validUntil: '2036-06-10',
  };
}
