import { fairDraftSchema, makeFair } from '../../electron/station/keys/fair-pack.ts';
import { randomness } from '../../electron/station/keys/randomness.ts';
import { codesOf, trades } from '../../shared/codes.ts';

/** A fair of a chosen size: gates, and laptops that each serve a row of booths. */

export interface Size {
  readonly employers: number;
  readonly stations: number;
}

/** One gate for every four stations, and at least two. */
export function makeSquare({ employers, stations }: Size) {
  const gates = Math.min(Math.max(2, Math.round(stations / 4)), stations - 1);
  const laptops = stations - gates;
  const tradeCodes = codesOf(trades);
  const booths = Array.from({ length: employers }, (_, i) => {
    const code = `A${String(i + 1).padStart(3, '0')}`;
    const trade = tradeCodes[i % tradeCodes.length] ?? tradeCodes[0];
    const post = { code: `${code}-1`, zh: '1 号岗位', trade, headcount: 10, place: '城区' };
    return {
      code,
      zone: `${String.fromCharCode(65 + (i % 8))}区`,
      employer: `第 ${i + 1} 家企业`,
      about: '',
      // The second asks for 若干, with an open end.
      posts: [post, { code: `${code}-2`, zh: '2 号岗位', pay: [5000, null], place: '城区' }],
    };
  });
  const draft = fairDraftSchema.parse({
    name: { zh: '演练招聘会', en: 'Rehearsal' },
    organiser: { zh: '演练', en: '' },
    place: { zh: '广场', en: '' },
    days: ['2027-02-27'],
    keepUntil: '2027-03-31',
    utcOffsetMinutes: 480,
    stations: Array.from({ length: stations }, (_, i) => ({
      slot: i + 1,
      mayBe: [],
      ...(i < gates
        ? { role: 'entrance', name: { zh: `${i + 1} 号门`, en: `Gate ${i + 1}` } }
        : {
            role: 'booth',
            name: { zh: `${i + 1} 号电脑`, en: `Laptop ${i + 1}` },
            serves: booths.filter((__, n) => n % laptops === i - gates).map(({ code }) => code),
          }),
    })),
    booths,
    desks: [],
    platforms: [],
  });
  const pin = { salt: '', hash: '' };
  const { fair, keys } = makeFair(draft, { staffPin: pin, organiserPin: pin }, randomness());
  return { fair, keys, gates: fair.stations.slice(0, gates).map(({ slot }) => slot) };
}
export type Square = ReturnType<typeof makeSquare>;
