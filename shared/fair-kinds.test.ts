import { describe, expect, it } from 'vitest';
import { answerNames } from './answers.ts';
import { fairKinds, kindOfFair } from './fair-kinds.ts';

describe('a kind of fair', () => {
  it.each(Object.entries(fairKinds))('%s asks each of its questions once', (_, { asks }) => {
    expect(new Set(asks).size).toBe(asks.length);
  });

  it('is recruitment, with every question but a campus’s own, if the fair names none', () => {
    expect(kindOfFair({})).toBe(fairKinds.recruitment);
    const asked = new Set<string>([...kindOfFair({}).asks, 'graduation']);
    expect(asked).toEqual(new Set([...answerNames, 'phone']));
  });
});
