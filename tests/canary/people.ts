import { checkCharacter } from '../../shared/id-number.ts';
import type { IdCard } from '../../electron/station/reader/scan.ts';

/** Canaries: people who do not exist, whose data appears nowhere else. */

export interface Canary {
  readonly card: IdCard;
  readonly phone: string;
}

const surnames = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许');
const given = Array.from('翀昇晔煜琛璟瑄珩翊翎旻昶暄曦杺栩桁');

export function canary(n: number): Canary {
  const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? '';
  const day = new Date(Date.UTC(1958, 0, 1 + ((n * 37) % 17_000))).toISOString().slice(0, 10);
  const body = `349981${day.replaceAll('-', '')}${String(n % 1000).padStart(3, '0')}`;
  const name = pick(surnames, n) + pick(given, n * 7 + 3) + pick(given, Math.floor(n / 3) + 5);
  return {
    card: {
      type: 'citizen',
      name,
      number: body + checkCharacter(body),
      sex: n % 2 === 0 ? 'female' : 'male',
      birth: day,
      address: `澜江省汀禾市${pick(given, n)}桥路${1000 + n}号${pick(given, n + 4)}园`,
      validUntil: '2036-06-10',
    },
    phone: `139${String(20_000_000 + n * 7919).slice(0, 8)}`,
  };
}

/** Texts that must not appear anywhere. A surname alone may: the pass shows it. */
export function secretsOf({ card, phone }: Canary): readonly string[] {
  return [card.name, card.number, card.address, phone];
}
