import { ageBands, sexes } from '../../codes.ts';
import { type CardBy, cardBy } from '../breakdowns.ts';
import type { DayView } from '../day-view.ts';
import { inARow, type Named, partsOf, plainName } from './named.ts';

/** The names of parts of people by what their ID cards say: `女性人数`, `25至34岁意向人数`. */

const labels: Readonly<Record<CardBy, readonly { readonly code: string; readonly zh: string }[]>> =
  {
    sex: sexes.map(({ code, zh }) => ({ code, zh: `${zh}性` })),
    age: ageBands.map(({ code, zh }) => ({ code, zh: plainName(zh) })),
  };
const titles: Readonly<Record<CardBy, string>> = { sex: '性别', age: '年龄' };

const counts = {
  people: { zh: '人数', of: '到场人数', figure: 'attendees' },
  intentPeople: { zh: '意向人数', of: '意向人数', figure: 'intentPeople' },
} as const;

export const cardNamed = (view: DayView): Named[] =>
  cardBy.flatMap((grouping) => named(view, grouping));

function named({ breakdowns }: DayView, grouping: CardBy): Named[] {
  const title = titles[grouping];
  const lines = new Map(breakdowns.card[grouping].map((line) => [line.code, line]));
  const all = Object.values(counts);
  if (lines.size === 0) {
    const names = labels[grouping].flatMap(({ zh }) => all.map((count) => `${zh}${count.zh}`));
    return [...names, `${title}构成`].map((name) => ({
      is: 'gap',
      name,
      why: `本场没有设置记录${title}`,
      en: 'Not recorded at this fair',
    }));
  }
  const partsFor = (name: keyof typeof counts) =>
    partsOf(
      labels[grouping].map(({ code, zh }) => ({
        name: `${zh}${counts[name].zh}`,
        value: lines.get(code)?.[name] ?? 0,
        unit: '人',
        basis: `身份证上为“${zh}”的${counts[name].of}，只计同意记录的人`,
        en: `${counts[name].figure} by ${grouping}:${code}`,
        counted: [{ figure: counts[name].figure, slices: [`${grouping}:${code}`] }],
      })),
    );
  const people = partsFor('people');
  const words = labels[grouping].map(({ zh }) => zh);
  return [...people, ...partsFor('intentPeople'), inARow(`${title}构成`, people, words)];
}
