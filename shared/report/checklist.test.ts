import { describe, expect, it } from 'vitest';
import type { Fair } from '../fair.ts';
import { checklistOf } from './checklist.ts';
import { NOW, sampleDay } from './testing/sample-day.ts';

const { fair, coverage } = await sampleDay();
const listed = (change: Partial<Fair>) => checklistOf({ ...fair, ...change }, coverage(), NOW);
const withBooths = (...serves: (readonly string[] | undefined)[]): Fair['stations'] => [
  ...fair.stations.filter(({ role }) => role !== 'booth'),
  ...serves.map((codes, n) => ({
    slot: 40 + n,
    role: 'booth' as const,
    name: { zh: '展位机', en: 'Booth station' },
    passKey: fair.stations[0]?.passKey ?? '',
    ...(codes && { serves: [...codes] }),
  })),
];
const everyBooth = fair.booths.map(({ code }) => code);

describe('the checklist', () => {
  it.each([
    ['each booth has its station', withBooths(everyBooth), ['every-booth', true]],
    ['a booth has none', withBooths(everyBooth.slice(1)), ['every-booth', false]],
    ['no station names its booths', withBooths(undefined), ['booths-anywhere', true]],
    ['no booth has a machine', withBooths(), ['no-booth-machine', true]],
  ])('says it where %s, and does not tick what nobody set', (_, stations, expected) => {
    const about = ['every-booth', 'booths-anywhere', 'no-booth-machine'];
    expect(
      listed({ stations })
        .filter((item) => about.includes(item.about))
        .map(({ about: said, well }) => [said, well]),
    ).toEqual([expected]);
  });

  it('speaks of encryption only where there is a server to send to', () => {
    const { server: _none, ...without } = fair;
    const said = (items: ReturnType<typeof listed>) =>
      items.filter(({ about }) => about === 'encrypted').map(({ well }) => well);
    expect(said(checklistOf(without, coverage(), NOW))).toEqual([]);
    expect(said(listed({ server: 'https://hub.example' }))).toEqual([true]);
    expect(said(listed({ server: 'http://hub.example' }))).toEqual([false]);
  });
});
