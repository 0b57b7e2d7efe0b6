import { describe, expect, test } from 'vitest';
import { corpus } from './corpus.ts';
import { dice } from './sequences.ts';
import { sequence, subjects, verdict } from './subjects.ts';

const kept = await corpus();

describe('a decoder', () => {
  test('survives any bytes without throwing or inventing scans, and reads the next scan', () => {
    const roll = dice(20270227);
    for (let run = 0; run < 20_000; run += 1) {
      const { subject, reports } = sequence(roll);
      expect(verdict(subject, reports), `${subject.name}, sequence ${run}`).toBeUndefined();
    }
  });

  test.each(kept)('stays fixed: $name', ({ subject, reports }) => {
    const known = subjects.find(({ name }) => name === subject);
    expect(known && verdict(known, reports)).toBeUndefined();
  });
});
