import { expect, it } from 'vitest';
import { phrases } from './phrases.ts';

const broken = (text: string): string => phrases(text).join('|');

it('Chinese type breaks between words and never inside one', () => {
  expect(broken('云溪街道招聘会')).toMatch(/(^|\|)街道(\||$)/);
  expect(broken('云溪街道招聘会')).not.toMatch(/招\||聘\|会/);
});

it('A fair’s own words stay whole on a line', () => {
  expect(broken('请到签到机领取')).toContain('签到机');
  expect(broken('高校毕业生专场')).toMatch(/毕业生\|专场/);
});

it('Punctuation begins no line, and an opening quote ends none', () => {
  for (const phrase of phrases('“春风行动”暨返乡农民工、高校毕业生（主会场）')) {
    expect(phrase).not.toMatch(/^[”、）]/);
    expect(phrase).not.toMatch(/[“（]$/);
  }
});

it('Nothing of the text is lost or added', () => {
  const text = '请到一号门，扫码签到 2 次·领证';
  expect(phrases(text).join('')).toBe(text);
});
