import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase.ts';

describe('the strength of a passphrase', () => {
  it.each([
    ['12345678901234567890'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['abcabcabcabcabcabcabcabc'],
    ['13800138000'],
    ['20270306'],
    ['Chunfeng2027!!'],
    ['password password password'],
    ['woaini5201314'],
    ['Qwerty123456'],
    ['rensheju-admin-2027'],
    ['春风招聘会2027'],
    ['8F3K-Q2M'],
    ['Banan#Renshe#7741'],
  ])('refuses %s, which is guessed early', (typed) => {
    expect(passphraseStrength(typed)).toBe('weak');
  });

  it('counts words of the fair itself as known to everybody', () => {
    const words = ['云溪街道春季招聘会', '柳桥路文化广场', '2027-03-06'];
    expect(passphraseStrength('云溪街道春季招聘会在柳桥路文化广场', words)).toBe('weak');
    expect(passphraseStrength('云溪街道春季招聘会在柳桥路文化广场')).not.toBe('weak');
  });

  it.each([
    ['xiao mao zai wuding chi mian tiao 4709', 'enough'],
    ['8F3K-Q2M7-XD9R', 'strong'],
    ['7K2M-9QXD-R3F8-W5ZP', 'strong'],
    ['我家的猫昨天在屋顶上吃面条', 'strong'],
  ])('takes %s', (typed, strength) => {
    expect(passphraseStrength(typed)).toBe(strength);
  });

  it('does not change with case, spaces or hyphens, which are not compared either', () => {
    const strengths = ['8f3k q2m7 xd9r', '8F3KQ2M7XD9R', '８Ｆ３Ｋ－Ｑ２Ｍ７－ＸＤ９Ｒ'];
    expect(new Set(strengths.map((typed) => passphraseStrength(typed)))).toEqual(
      new Set(['strong']),
    );
    expect(passphraseStrength(' - ')).toBe('none');
  });
});
